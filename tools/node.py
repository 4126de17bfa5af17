"""Print the path of a node: the one that Playwright ships, so that the JavaScript tests need no other."""

from playwright._impl._driver import compute_driver_executable

print(compute_driver_executable()[0])
