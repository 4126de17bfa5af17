"""Who speaks: one sentence a construction, and the look-alikes that are no source."""

import pytest

from kit.article import read
from kit.detect import scan
from kit.detect.sources import find_sources
from kit.detect.sources.shape import Shape
from kit.lexicon import lexicon
from kit.tokens import Text


def sources(text, lang="fr"):
    return find_sources(Text(text, lang))


def found(text, lang="fr"):
    return [(source.text, source.source_class) for source in sources(text, lang)]


FRENCH = [
    # whoever it is; a relative clause with its own speaker; a future told in the past; a list within an aside
    ("Ceux qui ont vu la scène décrivent un homme calme.", "Ceux", "unnamed_group"),
    ("« Il dort ici », raconte celle qui l’a recueilli.", "celle", "unnamed_individual"),
    ("Le marin, dont les proches estiment qu’il vit, est recherché.", "les proches", "unnamed_group"),
    ("Une vingtaine d’ONG dont la Ligue verte dénoncent ce projet.", "Une vingtaine d’ONG", "unnamed_group"),
    ("Bien plus tard, le général Roy dira qu’il ignorait tout.", "le général Roy", "named_person"),
    ("Dehors, l’avocat dira : elle a eu peur.", "l’avocat", "unnamed_individual"),
    ("Ada Roy, du syndicat des soignants, comprend la colère, mais rappelle que tout est plein.", "Ada Roy",
     "named_person"),
    ("Interrogé jeudi sur une radio, le boss du club voit loin : « On peut monter. »", "le boss du club",
     "unnamed_individual"),
    ("C’est Me Roy, l’avocate de la mère, qui raconte la scène : « Il pleurait. »", "Me Roy", "named_person"),
    ("« C’est long », souffle Me Roy avocat du gardien.", "Me Roy", "named_person"),
    ("L’entreprise, qui réunit les ports de Lens, Brest, Sète, Dublin, Gand et Milan, annonce une hausse.",
     "L’entreprise", "named_institution"),
    ("La rumeur court : SES confirme que la vente est faite.", "SES", "named_institution"),
    # a pronoun that might be a determiner; a hyphen forgotten; a name after a body that bears none
    ("« Il faudra attendre », leur répond un employé.", "un employé", "unnamed_individual"),
    ("« On a tout vu », a t-il affirmé.", "il", "unresolved"),
    ("« On a tout vu », a t’elle affirmé.", "elle", "unresolved"),
    ("Le porte-parole du gouvernement Luc Roy dément.", "Le porte-parole du gouvernement Luc Roy", "named_person"),
    ("Le feu est décrit comme « inquiétant » par les pompiers.", "les pompiers", "unnamed_group"),
    ("La réforme a été jugée « injuste » par le patronat.", "le patronat", "unnamed_group"),
    ("Ada Roy, 2e adjointe, a rappelé que le vote était légal.", "Ada Roy", "named_person"),
    ("Mais pour le professeur, « il reste des questions ».", "le professeur", "unnamed_individual"),
    ("Réponse du maire : « On ira. »", "maire", "unnamed_individual"),
    ("Ce retard inquiète Luc Roy : « On ne tiendra pas longtemps. »", "Luc Roy", "named_person"),
    ("Le porte-parole de Luc Roy dément.", "Le porte-parole de Luc Roy", "unnamed_individual"),
    # a subject and its verb
    ("Le préfet affirme que la digue tiendra.", "Le préfet", "unnamed_individual"),
    ("Jeanne Morel, maire de Vaugris, a déclaré jeudi que l’école rouvrirait.", "Jeanne Morel", "named_person"),
    ("La directrice du musée, Inès Roussel, annonce une exposition.", "La directrice du musée", "named_person"),
    ("Les riverains dénoncent un chantier sans fin.", "Les riverains", "unnamed_group"),
    ("Le groupe, basé à Lille, dément toute fuite.", "Le groupe", "named_institution"),
    ("Le parquet a, dans un communiqué, confirmé l’ouverture d’une enquête.", "Le parquet", "named_institution"),
    ("Un pompier qui a vu la scène raconte que le toit a cédé.", "Un pompier", "unnamed_individual"),
    ("Moscou parle d’une provocation.", "Moscou", "named_institution"),
    ("Le syndicat plaide pour une trêve.", "Le syndicat", "named_institution"),
    ("Le maire promet de ne pas augmenter les impôts.", "Le maire", "unnamed_individual"),
    ("La présidente a tenu à préciser que rien n’était signé.", "La présidente", "unnamed_individual"),
    ("Le ministère a fait savoir qu’il ferait appel.", "Le ministère", "named_institution"),
    ("Le maire a quitté la salle, assurant que le débat était clos.", "Le maire", "unnamed_individual"),
    ("Le joueur s’est dit soulagé.", "Le joueur", "unnamed_individual"),
    # the verb first
    ("« C’est trop tard », soupire un voisin.", "un voisin", "unnamed_individual"),
    ("Le pont rouvrira lundi, a confié à l’AFP un cadre du groupe.", "un cadre du groupe", "unnamed_individual"),
    ("« On verra », a lâché jeudi soir, devant la presse, Paul Hénin.", "Paul Hénin", "named_person"),
    ("Comme l’a rappelé la procureure, le délai court toujours.", "la procureure", "unnamed_individual"),
    ("La route reste fermée, ce que regrettent les commerçants.", "les commerçants", "unnamed_group"),
    ("Le rachat serait bouclé, croit savoir Le Matin de Vaugris.", "Le Matin de Vaugris", "named_institution"),
    ("« C’est une honte, s’indigne Marc Vial. On ne nous écoute pas. »", "Marc Vial", "named_person"),
    # frames
    ("Selon deux témoins, la voiture roulait vite.", "deux témoins", "unnamed_group"),
    ("L’eau est potable, d’après l’agence régionale de santé.", "l’agence régionale de santé", "named_institution"),
    ("À en croire le club, le stade sera plein.", "le club", "named_institution"),
    ("Aux yeux de Marie Lebrun, le projet est mort.", "Marie Lebrun", "named_person"),
    ("Pour Me Alice Tran, avocate de la famille, le dossier est vide.", "Me Alice Tran", "named_person"),
    ("L’accord est proche, apprend-on de source syndicale.", "source syndicale", "unnamed_individual"),
    ("Des tirs ont été entendus, selon des sources concordantes.", "des sources concordantes", "bare_source"),
    ("Selon nos informations, le club change de main.", "nos informations", "bare_source"),
    # documents
    ("Une étude norvégienne montre que le sommeil recule.", "Une étude norvégienne", "unnamed_document"),
    ("Selon un sondage Ifop, un Français sur deux doute.", "un sondage Ifop", "named_institution"),
    ("Le rapport Lambert conclut que la dette augmente.", "Le rapport Lambert", "named_institution"),
    ("Selon un document consulté par l’AFP, la digue fuit.", "un document consulté par l’AFP", "unnamed_document"),
    # somebody who is not the one named
    ("L’avocat de Mme Roy affirme que c’est non.", "L’avocat de Mme Roy", "unnamed_individual"),
    ("Un proche de M. Roy affirme que c’est non.", "Un proche de M. Roy", "unnamed_individual"),
    ("Le frère de Paul Hénin affirme que c’est non.", "Le frère de Paul Hénin", "unnamed_individual"),
    ("Le maire de Lens Paul Hénin affirme que c’est non.", "Le maire de Lens Paul Hénin", "named_person"),
    # offices that one person holds, and those that could be anybody's
    ("Le président américain a promis de revenir.", "Le président américain", "named_person"),
    ("Le maire de Kiev a fait état de plusieurs blessés.", "Le maire de Kiev", "named_person"),
    ("« Rien n’est signé », assure la ministre du Travail.", "la ministre du Travail", "named_person"),
    ("Le pape dénonce une folie.", "Le pape", "named_person"),
    ("Un maire de Bretagne affirme que la digue tiendra.", "Un maire de Bretagne", "unnamed_individual"),
    ("L’ancien maire de Lyon affirme que c’est faux.", "L’ancien maire de Lyon", "unnamed_individual"),
    ("La porte-parole de la gendarmerie confirme la fuite.", "La porte-parole de la gendarmerie", "unnamed_individual"),
    ("Un conseiller du président Paul Ravel dément.", "Un conseiller du président Paul Ravel", "unnamed_individual"),
    ("Selon les autorités, la route est coupée.", "les autorités", "unnamed_group"),
    ("Les services de renseignement britanniques assurent que non.", "Les services de renseignement britanniques",
     "named_institution"),
    # names
    ("Le ministre de l’Économie Bruno Le Maire a jugé que c’était bien.",
     "Le ministre de l’Économie Bruno Le Maire", "named_person"),
    ("« On verra », confie Kévin P. à la barre.", "Kévin P.", "named_person"),
    ("L’élu a fui, rapporte France 3 Alpes.", "France 3 Alpes", "named_institution"),
    ("La route est coupée, selon le commandant de la force, le général nigérien Oumar Gazama.",
     "le commandant de la force", "named_person"),
    # more than one, and who they are of
    ("Plusieurs des blessés disent que rien n’a marché.", "Plusieurs des blessés", "unnamed_group"),
    ("Un des négociateurs reconnaît que c’est loin.", "Un des négociateurs", "unnamed_individual"),
    # asides, helpers and hearers
    ("« Tout ira bien », a tenté de rassurer la maire.", "la maire", "unnamed_individual"),
    ("Des voisins ont dit à l’AFP avoir entendu des tirs.", "Des voisins", "unnamed_group"),
    ("La fuite est sûre, a-t-on expliqué à l’AFP de source proche de l’enquête.", "source proche de l’enquête",
     "unnamed_individual"),
    ("La police de Lens multiplie les contrôles et dit que tout va bien.", "La police de Lens", "named_institution"),
    ("Ce serait un “beau coup“, selon Gilles Dumas.", "Gilles Dumas", "named_person"),
    ("Le conseil rejette ces accusations.", "Le conseil", "named_institution"),
    ("« On tiendra » (Luc Arnaud)", "Luc Arnaud", "named_person"),
    ("Ada Roy (FRA), troisième : « C’était dur. »", "Ada Roy", "named_person"),
    ("Dans sa dernière note, l’Insee a revu ses chiffres, estimant que la croissance ralentit.", "l’Insee",
     "named_institution"),
    ("« On n’a rien vu. » A confié à Kewil une source judiciaire.", "une source judiciaire", "unnamed_individual"),
    ("Côté syndicats, on dénonce un passage en force.", "Côté syndicats", "unnamed_group"),
    ("Dans les rangs de la majorité, on s’inquiète.", "les rangs de la majorité", "unnamed_group"),
    ("C’est une information confirmée par le parquet.", "le parquet", "named_institution"),
    ("Le maire s’élève contre ce projet.", "Le maire", "unnamed_individual"),
    ("D’autres, comme Paul Hénin, pensent que non.", "D’autres", "unnamed_group"),
    ("« On n’a rien vu. » Michel, 62 ans, ne décolère pas.", "Michel", "named_person"),
    ("L’accord est proche, selon CGT", "CGT", "named_institution"),
    # heads that take « en » and a field, compounds, two roles of one person
    ("La fuite est ancienne, viennent de conclure deux experts en droit de la mer de l’université de Kervac.",
     "deux experts en droit de la mer de l’université de Kervac", "unnamed_group"),
    ("L’expert en cybersécurité Paul Hénin estime que non.", "L’expert en cybersécurité Paul Hénin", "named_person"),
    ("Le suspect, âgé de 53 ans, a déclaré la vice-procureure de Lens, Ada Roy : « Il est libre. »",
     "la vice-procureure de Lens", "named_person"),
    ("C’est faux, a confirmé le médecin-chef.", "le médecin-chef", "unnamed_individual"),
    ("C’est faux, confie le magistrat et porte-parole du parquet de Lens, Luc Arnaud.",
     "le magistrat et porte-parole du parquet de Lens", "named_person"),
    ("« C’est faux », a tranché le porte-parole du parti en santé, Luc Arnaud.", "le porte-parole du parti",
     "named_person"),
    ("Le maire de Lens, Luc Arnaud (PS), a dit sa peine au micro : « On tiendra. »", "Le maire de Lens",
     "named_person"),
    ("La députée (PS) Alice Tran raille « un coup de com ».", "La députée (PS) Alice Tran", "named_person"),
    ("« Il faut y aller, explique Paul Roy président du club, on verra. »", "Paul Roy", "named_person"),
    ("Le président Luc Ravel et la chancelière Eva Kern dénoncent une attaque.",
     "Le président Luc Ravel et la chancelière Eva Kern", "named_person"),
    ("Pierre Dupont et Anne Martin affirment que c’est clos.", "Pierre Dupont et Anne Martin", "named_person"),
    ("Selon Foot Kewil et L’Équipe, il part.", "Foot Kewil et L’Équipe", "named_institution"),
    # names with a small letter, a date, a number or a field in them; names of bodies made of roles
    ("« C’est fini », a dit le porte-parole de la Santé Saïd al-Karim.",
     "le porte-parole de la Santé Saïd al-Karim", "named_person"),
    ("« C’est fini », a déclaré le 7 mars Ahmed Shaik, élu.", "Ahmed Shaik", "named_person"),
    ("Le deuxième ligne Paul Roy estime que l’équipe a grandi.", "Le deuxième ligne Paul Roy", "named_person"),
    ("C’est fini, selon l’adjoint à la culture, Paul Roy.", "l’adjoint à la culture", "named_person"),
    ("Pour les Jeunes Ruraux de Lens, il faut voter.", "les Jeunes Ruraux de Lens", "named_institution"),
    ("La route est coupée, indiquent les sapeurs-pompiers du Var.", "les sapeurs-pompiers du Var", "unnamed_group"),
    ("Un homme a été arrêté lundi à Lens rapporte Ouest-France.", "Ouest-France", "named_institution"),
    ("Le groupe affirme son ambition de construire ici.", "Le groupe", "named_institution"),
    ("Le chalutier a indiqué aux secours qu’il rentrait.", "Le chalutier", "named_institution"),
    ("« C’est bien », abonde Paul Roy, jeune Lensois de 20 ans qui se dit « choqué ».", "Paul Roy", "named_person"),
    ("Nombre d’élus sont d’avis que non.", "Nombre d’élus", "unnamed_group"),
    ("Pour Paul Roy qui a suivi le dossier, c’est fini.", "Paul Roy", "named_person"),
    ("La mairie s’est engagée à rouvrir l’école.", "La mairie", "named_institution"),
    ("Ses proches s’avouent « sidérés ».", "Ses proches", "unnamed_group"),
    ("Le maire n’a pas manqué de lancer : « C’est fini. »", "Le maire", "unnamed_individual"),
    ("Selon un voisin et une passante, il fuit.", "un voisin et une passante", "unnamed_group"),
    ("Le préfet du Gard, Jean Roche, et la maire de Lens, Lucie Faure, ont dit que c’était fini.",
     "Le préfet du Gard", "named_person"),
    # several complements, and what follows « et »
    ("L’opération sera longue, indique le service départemental d’incendie et de secours (Sdis99).",
     "le service départemental d’incendie et de secours", "named_institution"),
    ("Il a été libéré, ont indiqué des sources policières et judiciaires à l’AFP.",
     "des sources policières et judiciaires", "unnamed_group"),
    ("Les combats ont repris dimanche 30 octobre et plusieurs sources affirment que la ville est tombée.",
     "plusieurs sources", "bare_source"),
    ("Et le maire de conclure : « On ira au bout. »", "le maire", "unnamed_individual"),
    ("« Ils nous harcèlent », accuse HRW dans un rapport qui demande que cela cesse.", "HRW", "named_institution"),
    # between the verb and what is said
    ("La députée estime, comme les insoumis, qu’il faut voter.", "La députée", "unnamed_individual"),
    ("Les économistes tablent, ici aussi, sur une baisse.", "Les économistes", "unnamed_group"),
    ("L’opérateur a prévenu ses clients que le site était coupé.", "L’opérateur", "named_institution"),
    ("« On nous a coupé l’eau », raconte à Kewil.com Ada Roy, une voisine.", "Ada Roy", "named_person"),
    ("« Nous tiendrons », a affirmé devant la presse, le porte-parole de l’armée.", "le porte-parole de l’armée",
     "unnamed_individual"),
    ("Le chantier est fini, comme l’a rapporté Les Échos mercredi.", "Les Échos", "named_institution"),
    ("Les riverains, eux, dénoncent un chantier sans fin.", "Les riverains", "unnamed_group"),
    ("Les médecins eux pointent du doigt le manque de lits.", "Les médecins", "unnamed_group"),
    ("Le club a démenti mardi.", "Le club", "named_institution"),
    ("Beaucoup pensent que le pont tiendra.", "Beaucoup", "unnamed_group"),
    ("D’aucuns estiment que le pont tiendra.", "D’aucuns", "unnamed_group"),
    ("Pour beaucoup d’élus, le texte va trop loin.", "beaucoup d’élus", "unnamed_group"),
    ("La route est coupée, de l’avis des riverains.", "riverains", "unnamed_group"),
    ("Côté français, on relativise.", "Côté français", "unnamed_group"),
    ("On reconnaît en interne que le calendrier est serré.", "On", "agentless"),
    # what a document or an unknown noun is
    ("Selon nos infos, le club est à vendre.", "nos infos", "bare_source"),
    ("Selon le courrier envoyé par le rectorat, la classe ferme.", "le courrier envoyé par le rectorat",
     "named_institution"),
    ("Le règlement précise que les chiens sont interdits.", "Le règlement", "unnamed_document"),
    ("Le Conseil d’État a estimé que le décret était légal.", "Le Conseil d’État", "named_institution"),
    ("Et le libraire Paul Roy de rajouter « c’est fini ».", "le libraire Paul Roy", "named_person"),
    ("La vente est faite, comme le raconte La Dépêche.", "La Dépêche", "named_institution"),
    ("« Rien n’est sûr », souffle-t-on au sommet de l’État.", "sommet de l’État", "unnamed_group"),
    ("C’est une aberration aux yeux des parties civiles, qui sont absentes.", "parties civiles", "unnamed_group"),
    ("Le procureur a jugé irrecevable cette citation.", "Le procureur", "unnamed_individual"),
    ("« C’est ferme », mentionne l’animatrice du Réseau d’aide aux personnes seules de Kervac (RAPS), Ada Roy.",
     "l’animatrice du Réseau d’aide", "named_person"),
    ("« Ces opérations sont mineures », précise l’arrondissement.", "l’arrondissement", "named_institution"),
    ("Le club est vendu, selon ce que rapporte le clan Ravel.", "le clan Ravel", "unnamed_group"),
    ("D’après la presse espagnole, il part.", "la presse espagnole", "unnamed_group"),
    ("Il part, annonce la chaîne satellite Al-Kewil News.", "la chaîne satellite Al-Kewil News", "named_institution"),
    ("La chaîne saoudienne Al-Kewil rapporte elle aussi que le club est vendu.", "La chaîne saoudienne Al-Kewil",
     "named_institution"),
    ("Contrairement à ce qu’annonçait Le Phocéen, il reste.", "Le Phocéen", "named_institution"),
    ("Il est libre, indique le communiqué du parti.", "le communiqué du parti", "named_institution"),
    ("Un proche a dit ce matin à Canal 12 que la direction cédait.", "Un proche", "unnamed_individual"),
    ("La réforme est bonne, assure Ada Roy, la secrétaire générale du SPM, qui appelle à la grève.", "Ada Roy",
     "named_person"),
    ("Un couple de boulangers confie son désarroi au micro.", "Un couple de boulangers", "unnamed_group"),
    ("C’est vrai à Kervac où le maire de la commune, Luc Arnaud, s’est confié : « On a peur. »",
     "le maire de la commune", "named_person"),
    ("Pour Laura, une amie de la victime, c’était prévisible.", "Laura", "named_person"),
    ("Pour les voisins de cet immeuble, le drame était inévitable.", "les voisins de cet immeuble", "unnamed_group"),
    ("Le ministère a déclaré jeudi 22 novembre vouloir négocier.", "Le ministère", "named_institution"),
    ("Selon des témoignages collectés par la presse, il a fui.", "des témoignages collectés par la presse",
     "unnamed_document"),
    ("« Rien », a lâché sur Kewil 12 la présidente du groupe centriste.", "la présidente du groupe centriste",
     "named_person"),
    ("Le préfet a pris la peine d’expliquer que la route était sûre.", "Le préfet", "unnamed_individual"),
    ("Marine Le Roy dénonce un piège.", "Marine Le Roy", "named_person"),
    ("La Russie s’est dite prête à négocier.", "La Russie", "named_institution"),
    ("L’attaque a été confirmée à l’AFP par une source militaire.", "une source militaire", "unnamed_individual"),
    ("Un peu plus tôt, un élu avait imputé cette panne au gel.", "un élu", "unnamed_individual"),
    ("Le Togo, dirigé par un civil depuis 2020, a salué l’accord et prévenu qu’il serait vigilant.", "Le Togo",
     "named_institution"),
    ("Le front est gagné par le groupe Ansar Nord, lié à Al-Kewil, qui a parlé d’un « début ».",
     "le groupe Ansar Nord", "named_institution"),
    ("Le demi-de-mêlée Agenais Paul Roy digère mal la défaite : « On a manqué de tout. »",
     "Le demi-de-mêlée Agenais Paul Roy", "named_person"),
    ("Les Forces armées du Togo (Fato) ont confirmé l’attaque.", "Les Forces armées du Togo (Fato)",
     "named_institution"),
    ("Selon le texte, les loyers seront gelés.", "le texte", "unnamed_document"),
    ("Un homme qui habite Lens est en garde à vue, a annoncé la police.", "la police", "named_institution"),
    ("« Non », nous a indiqué ce mardi 22 octobre Paul Roy.", "Paul Roy", "named_person"),
    ("Un rapport de 2021 recommandait déjà de curer la rivière.", "Un rapport", "unnamed_document"),
    ("Un policier ayant requis l’anonymat a confirmé que la porte était ouverte.", "Un policier", "unnamed_individual"),
    ("Un attaché de presse dit que non.", "Un attaché de presse", "unnamed_individual"),
    ("Le président de la Ligue des bergers admet que non.", "Le président de la Ligue des bergers", "named_person"),
    ("Pierre Roy, le directeur de la gare explique que tout va bien.", "Pierre Roy", "named_person"),
    ("« On a eu peur », a confié un voyageur de 47 ans, Luc Roy.", "un voyageur", "named_person"),
    ("RFV (gérant des voies) a déclaré que c’était clos.", "RFV", "named_institution"),
    ("Estimant que la loi est injuste, le maire a saisi le juge.", "le maire", "unnamed_individual"),
    ("Le pont rouvrira, assure l’adjointe aux finances Ada Roy.", "l’adjointe aux finances Ada Roy", "named_person"),
    ("Les syndicats réclament plus de moyens.", "Les syndicats", "unnamed_group"),
    ("Ada Roy, quant à elle, l’accuse de mentir.", "Ada Roy", "named_person"),
    ("Pour la cheffe du syndicat SGT, Ada Roy, le budget est mort.", "la cheffe du syndicat SGT", "named_person"),
    ("Le maire en est persuadé : la digue tiendra.", "Le maire", "unnamed_individual"),
    ("Les sondeurs s’accordent à dire que le vent tourne.", "Les sondeurs", "unnamed_group"),
    # nobody
    ("Il a été révélé que le contrat était faux.", "Il", "agentless"),
    ("La vente est faite, dit-on.", "on", "agentless"),
    ("Il se murmure que le patron s’en va.", "Il", "agentless"),
    # on, and where
    ("« Rien n’est joué », glisse-t-on dans l’entourage du ministre.", "l’entourage du ministre", "unnamed_group"),
    ("Le texte sera revu, reconnaît-on à Matignon.", "Matignon", "named_institution"),
    ("Le dossier est à l’Élysée, où l’on rappelle que rien n’est fait.", "l’Élysée", "named_institution"),
    ("Chez l’opérateur on assure que tout est prêt.", "l’opérateur", "named_institution"),
    ("Au ministère, justement, on assure que tout est prêt.", "ministère", "named_institution"),
    # passive
    ("La rumeur a été démentie par la préfecture.", "la préfecture", "named_institution"),
    # a quotation after a colon
    ("Le boulanger ne décolère pas : « Personne ne nous a prévenus. »", "Le boulanger", "unnamed_individual"),
    # dress
    ("LE MINISTRE A DÉCLARÉ QUE LA LOI PASSERAIT.", "LE MINISTRE", "unnamed_individual"),
    ("BRUXELLES (AFP) – La Commission a annoncé mardi une amende.", "La Commission", "named_institution"),
    ("Grippe : « Les lits manquent », alerte un infirmier", "un infirmier", "unnamed_individual"),
    ("« Nous\u00a0tiendrons\u00a0», assure-t-on\u202fchez l'opérateur.", "l'opérateur", "named_institution"),
]  # fmt: skip

ENGLISH = [
    ("Rates may rise, according to the minutes of the meeting.", "the minutes of the meeting", "unnamed_document"),
    ("The minister said the bill would pass.", "The minister", "unnamed_individual"),
    ("“We are tired,” said Joan Pell, who runs the shop.", "Joan Pell", "named_person"),
    ("The bridge is safe, a council engineer told reporters.", "a council engineer", "unnamed_individual"),
    ("The bridge is safe, engineers said on Monday.", "engineers", "unnamed_group"),
    ("Two aides close to him confirmed that it was true.", "Two aides close to him", "unnamed_group"),
    ("Sales fell, according to three people close to the board.", "three people close to the board", "unnamed_group"),
    ("The union accused the company of lying.", "The union", "named_institution"),
    ("The bank denied breaking the rules.", "The bank", "named_institution"),
    ("Kyiv warned of a hard winter.", "Kyiv", "named_institution"),
    ("A nurse who asked not to be named said the ward was full.", "A nurse", "unnamed_individual"),
    ("The union’s leader, Asif Rahman, said the strike would go on.", "The union’s leader", "named_person"),
    ("It is understood that the club will appeal.", "It", "agentless"),
    ("It is believed the driver lost control of the van.", "It", "agentless"),
    ("The dam will hold, said two engineers and one former inspector.", "two engineers and one former inspector",
     "unnamed_group"),
    ("“We lost,” said Ada Roy and Max Hill.", "Ada Roy and Max Hill", "named_person"),
    ("The minister went on to say that it was over.", "The minister", "unnamed_individual"),
    ("The clerk continued to tell the jury that it was over.", "The clerk", "unnamed_individual"),
    ("The bank was forced to admit that it was over.", "The bank", "named_institution"),
    ("Officials warned the council plans further cuts.", "Officials", "unnamed_group"),
    ("The raid, which US intelligence says killed ten people, was short.", "US intelligence", "named_institution"),
    ("The meeting had begun when Ada Roy stood up, saying that it was over.", "Ada Roy", "named_person"),
    ("A coroner determined that the fire was set.", "A coroner", "unnamed_individual"),
    ("The Lord Chief Justice said no.", "The Lord Chief Justice", "named_person"),
    ("The Duke of Kent said no.", "The Duke of Kent", "named_person"),
    ("A witness recalled seeing a van.", "A witness", "unnamed_individual"),
    ("Neighbours reported hearing shots.", "Neighbours", "unnamed_group"),
    ("The mayor derided the plan.", "The mayor", "unnamed_individual"),
    ("The nurse worked out that it was over.", "The nurse", "unnamed_individual"),
    ("A new poster says it is over.", "A new poster", "unnamed_document"),
    ("The blaze was set, fire investigators said.", "fire investigators", "unnamed_group"),
    ("There were no injuries and school officials said it went well.", "school officials", "unnamed_group"),
    ("Says principal Joan Pell, “We lost the hall.”", "principal Joan Pell", "named_person"),
    ("About 200 nurses went out on Monday, saying they were tired.", "200 nurses", "unnamed_group"),
    ("There are three offers that its management says are fair.", "its management", "named_institution"),
    ("Ms Pell termed the fire “a crime”.", "Ms Pell", "named_person"),
    ("Joan Pell called it a disgrace.", "Joan Pell", "named_person"),
    ("According to a story in the Kent Post, the boy is back.", "a story in the Kent Post", "named_institution"),
    ("The paper quoted a friend, as saying it was false.", "a friend", "unnamed_individual"),
    ("Joan Pell of Oak Bank said no.", "Joan Pell of Oak Bank", "named_person"),
    ("The court heard that he had been drinking.", "The court", "agentless"),
    ("The jury was told the money had gone.", "The jury", "agentless"),
    ("The deal is off, sources said.", "sources", "bare_source"),
    ("“Enough,” another one shouted.", "another one", "unnamed_individual"),
    ("A study in mice suggests that sleep matters.", "A study in mice", "unnamed_document"),
    ("The claim was dismissed as nonsense by officials; the army said it was true.", "the army", "named_institution"),
    ("Mayor to quit within weeks, say allies", "allies", "unnamed_group"),
    ("Times spokeswoman Ann Lee declined to say more but confirmed the talks.", "Times spokeswoman Ann Lee",
     "named_person"),
    ("Those in charge said the figures were right.", "Those in charge", "unnamed_group"),
    ("The coach was blunt: “We lost because we deserved to.”", "The coach", "unnamed_individual"),
    ("The prime minister said the bill would pass.", "The prime minister", "named_person"),
    ("The education secretary claimed it was over.", "The education secretary", "named_person"),
    ("The cabinet minister said it was over.", "The cabinet minister", "unnamed_individual"),
    ("The road is shut, authorities said.", "authorities", "unnamed_group"),
    ("An official in the office of Prime Minister Ada Roy said no.",
     "An official in the office of Prime Minister Ada Roy", "unnamed_individual"),
    ("The suspect fled, Mercia police Lt. Ann Lee said.", "Mercia police Lt. Ann Lee", "named_person"),
    ("Robert H. said he saw it.", "Robert H.", "named_person"),
    ("Witnesses described a blast.", "Witnesses", "unnamed_group"),
    ("Palestinians accuse Israel of shooting.", "Palestinians", "unnamed_group"),
    ("“No,” one of them said.", "one of them", "unnamed_individual"),
    ("Nine banks cut their targets after the company said it was in trouble.", "the company", "named_institution"),
    ("The Crest report comes after analyst Peter Misek said sales were strong.", "analyst Peter Misek", "named_person"),
    ("Shares fell after CNBC reported that the sale was off.", "CNBC", "named_institution"),
    ("‘We were wrong,’ said John Smith, 34.", "John Smith", "named_person"),
    ("\"We will see,\" replied Mr Trump when asked.", "Mr Trump", "named_person"),
    ("Ms Ellery assured motorists the force would act.", "Ms Ellery", "named_person"),
    ("The union warned the toll could rise.", "The union", "named_institution"),
    ("A man who gave his name only as Karim said he was afraid.", "A man", "unnamed_individual"),
    ("The sale is off, a claim repeated by state television.", "state television", "named_institution"),
    ("As the mayor said, it is over.", "the mayor", "unnamed_individual"),
    ("Research by the University of Leeds suggests sleep matters.", "Research by the University of Leeds",
     "named_institution"),
    ("US, Saudi and British officials have all concluded that it was over.", "US, Saudi and British officials",
     "unnamed_group"),
    ("Current and former US officials said no.", "Current and former US officials", "unnamed_group"),
    ("The US said that the pause would end.", "The US", "named_institution"),
    ("In Washington, DC, Trump, who met Ada Roy twice, said that it was over.", "Trump", "named_person"),
    ("Doug Ford left. “No,” Ford said.", "Ford", "named_person"),
    ("The ship sank, the Philippine Star reported.", "the Philippine Star", "named_institution"),
    ("Ms Lee called the plan a disgrace.", "Ms Lee", "named_person"),
    ("‘A little payback’ by the police chief: Doug Ford", "Doug Ford", "named_person"),
    ("Police put the toll at 900.", "Police", "named_institution"),
    ("In 2023 the council promised that the pool would reopen.", "the council", "named_institution"),
    # somebody within a relative clause, or heard in court
    ("They found a van detectives believe was used in the raid.", "detectives", "unnamed_group"),
    ("It fell on a shed the owner said was empty.", "the owner", "unnamed_individual"),
    ("It was something Ada Roy called unusual.", "Ada Roy", "named_person"),
    ("It was what the mayor described as a disgrace.", "the mayor", "unnamed_individual"),
    ("The inquest heard from Ada Roy, a nurse, that the door was locked.", "Ada Roy", "named_person"),
    ("The plan was raised on a wet day by the town mayor, Ada Roy, who said that it was late.", "the town mayor",
     "named_person"),
    # what one seems to say, says at once or goes on to say after doing something
    ("The mayor appeared to suggest in her letter that the vote was lost.", "The mayor", "unnamed_individual"),
    ("The pool was a fraud, a judge said in fining them on Monday.", "a judge", "unnamed_individual"),
    ("The mayor walked out of the hall and said it was over.", "The mayor", "unnamed_individual"),
    ("The union quickly called a vote and warned that it would strike.", "The union", "named_institution"),
    ("Shares fell as Oak Bank cut its forecast to sell, saying the beer market was flat.", "Oak Bank",
     "named_institution"),
    ("Ada Roy hinted the plant could be sold.", "Ada Roy", "named_person"),
    ("His allies briefed several papers that he would quit.", "His allies", "unnamed_group"),
    ("The union slammed the offer.", "The union", "named_institution"),
    ("The health secretary instantly rebutted the claims.", "The health secretary", "named_person"),
    ("Ms Roy said that the minister had committed to stay.", "Ms Roy", "named_person"),
    ("Ms Roy says they are hopeful that it will end.", "Ms Roy", "named_person"),
    ("Elsewhere in Leeds, Ada Roy left early, saying that it was over.", "Ada Roy", "named_person"),
    ("It was dealt a blow with a former minister saying he is against it.", "a former minister", "unnamed_individual"),
    ("Dr Pell is back. She’s saying it is over.", "She", "named_person"),
    ("Oak Bank spokesman, Max Hill said it was over.", "Oak Bank spokesman", "named_person"),
    ("\"All is well, with no damage caused\" the club’s chairman Max Hill, told the Post.",
     "the club’s chairman Max Hill", "named_person"),
    ("A woman who lives in the area said it was over.", "A woman", "unnamed_individual"),
    ("Two aides who asked not to be named because of the talks said it was over.", "Two aides", "unnamed_group"),
    ("A nurse who works there says it is over.", "A nurse", "unnamed_individual"),
    ("Sentencing, Judge Ada Roy told Max Hill: “You lied.”", "Judge Ada Roy", "named_person"),
    ("Ms Roy lauded the plan.", "Ms Roy", "named_person"),
    ("“We would not have lost it,” a woman who had cried her eyes out said.", "a woman", "unnamed_individual"),
    ("Health officials reported several injuries after the strike.", "Health officials", "unnamed_group"),
    ("A Times reporter who saw the strike from a nearby roof, who had been there for days, said both were dead.",
     "A Times reporter", "unnamed_individual"),
    ("A Times reporter who saw it, and who had been there for days, said both were dead.", "A Times reporter",
     "unnamed_individual"),
    ("He was responding in court to Kent Party leader Ada Roy who said it was over.", "Kent Party leader Ada Roy",
     "named_person"),
    ("Road to Close, Council Official Says\nThe road is long.", "Council Official", "unnamed_individual"),
    ("Man fled over the roof, court told\nA man fled.", "court", "agentless"),
    ("Talks broke down on Monday, with union leaders claiming a “livid” minister had left.", "union leaders",
     "unnamed_group"),
    ("“It is over,” Ada Roy was quoted as saying.", "Ada Roy", "named_person"),
    ("Data from the wards suggests that it is over.", "Data from the wards", "unnamed_document"),
    ("Mr Ford responded by calling the mayor “some guy with a degree”.", "Mr Ford", "named_person"),
    ("The road is long, said Environment and Water Resources Minister Ada Roy.",
     "Environment and Water Resources Minister Ada Roy", "named_person"),
    ("Ms Roy, while recognising these efforts, thinks more can be done.", "Ms Roy", "named_person"),
    ("'I'm not seeking to 'prettify' the market, but it can be cleaner,' Ada Roy said.", "Ada Roy", "named_person"),
    ("The family of a man whose last days were spent at a hospital say they hope for better.", "The family of a man",
     "unnamed_group"),
    ("The inquest heard that hospital notes were lost.", "The inquest", "agentless"),
    ("Ada Roy, NCP corporator from Kurla said that it was over.", "Ada Roy", "named_person"),
    ("Police held two men after the union criticised the mayor and said that he lied.", "the union",
     "named_institution"),
    ("The bus was cut after Oak Bank said not enough people used it.", "Oak Bank", "named_institution"),
    ("The road was shut, the court heard", "the court", "agentless"),  # the text ends here
    ("The paper quoted the Board", "The paper", "named_institution"),
    # names and offices
    ("First Great Western said the road would close.", "First Great Western", "named_institution"),
    ("East Coast Trains said the road would close.", "East Coast Trains", "named_institution"),
    ("Betsi Orpen University Board is shut. “We are sorry,” Betsi Orpen said.", "Betsi Orpen", "named_institution"),
    ("The Leader of the House Ada Roy said no.", "The Leader of the House Ada Roy", "named_person"),
    ("Shares rose, according to Oak Bank analysts Ada Roy and Max Hill.", "Oak Bank analysts Ada Roy and Max Hill",
     "named_person"),
    ("Police spokesperson Senior Assistant Commissioner Charity Roy said no.",
     "Police spokesperson Senior Assistant Commissioner Charity Roy", "named_person"),
    ("According to NewsDay, it is over.", "NewsDay", "named_institution"),
    ("Rents fell, says the Institute for Fiscal Studies.", "the Institute for Fiscal Studies", "named_institution"),
    ("It fell, according to Centers for Disease Control and Prevention officials.",
     "Centers for Disease Control and Prevention officials", "unnamed_group"),
    ("FBI and CIA officials said no.", "FBI and CIA officials", "unnamed_group"),
    ("Wheelright said the service was dear. The company will cut three routes.", "Wheelright", "named_institution"),
    ("The Regional Relations Officer (PRO) of the Kent Fire Service, Assistant Fire Officer Ada Roy, said no.",
     "The Regional Relations Officer (PRO) of the Kent Fire Service", "named_person"),
    ("Oak Bank’s energy coordinator, Paris Hill, said it was over.", "Oak Bank’s energy coordinator", "named_person"),
    ("Doctors Without Borders said two people had died.", "Doctors Without Borders", "named_institution"),
    ("Pam Webb, a nurse, said it was over.", "Pam Webb", "named_person"),
    ("Oxfam logistician Ada Roy said no.", "Oxfam logistician Ada Roy", "named_person"),
    ("Wheelwrights had alleged that it was over. One wheelwright was ill.", "Wheelwrights", "unnamed_group"),
    ("2325 Ada Roy of Oxfam tells the BBC: “It is over.”", "Ada Roy of Oxfam", "named_person"),
    ("14:05 The BBC’s Max Hill says: “It is over.”", "The BBC’s Max Hill", "named_person"),
    ("Its chief executive said sales would rise.", "Its chief executive", "named_person"),
    ("The PM said she was sorry.", "The PM", "named_person"),
    ("The October meeting minutes said the roof was unsafe.", "The October meeting minutes", "unnamed_document"),
    ("Rates fell as minutes from the bank’s May meeting showed demand was flat.", "minutes from the bank’s May meeting",
     "named_institution"),
    ("The delay worries Ada Roy: “We have waited for years.”", "Ada Roy", "named_person"),
]  # fmt: skip

NOBODY = [
    "Elle a demandé au chef du gouvernement, Luc Roy, à se montrer au peuple.",
    "Une équipe de la rédaction a été menacée par un homme.",
    "C’est un record si l’on considère que dix chevaux couraient.",
    "Les premiers examens menés hier excluent une panne.",
    "L’attaque a fait trois morts du côté des rebelles.",
    "C’est un village où l’on raconte que les loups parlent.",
    "« Si vous voyez un colis, informez les forces de sécurité. »",
    "N’en déplaise à ceux qui disent que tout va mal, le pont tient.",
    "Au moins devra-t-il dire « comment ».",
    "On pleure au moment où sa mère témoigne à la barre.",
    "Les réseaux sociaux ont partagé cette information.",
    "Le maire annoncera demain que le pont est ouvert.",
    "Pour les enfants, « La Boîte à rêves » est ouverte le mercredi.",
    "Ada Roy, 5e adjointe, a interrogé l’assemblée sur les comptes.",
    "Une phrase est gravée au pied de la statue de Luc Roy : « L’avenir est une porte. »",
    "Les autorités ont donné l’ordre de partir. « Tous au port ! »",
    "Les communes ont signé une charte par laquelle elles s’engagent à ne plus construire.",
    "Les dates lui ont été soufflées par les gendarmes.",
    "Des trains ont été supprimés et d’autres ont accusé d’importants retards.",
    "À deux heures, son train affichait « cinq heures de retard ».",
    "La jeune femme découvre un marché étroit. « Ma mère est ma garante. »",
    "Une pandémie est déclarée par l’OMS.",
    "Les voisins du couple, qui avaient constaté les menaces, sont révoltés.",
    "Dans la majorité, on ne veut plus prononcer son nom.",
    "Le parti a exclu Marion Roy pour « trahison ».",
    "Ses sorties en témoignent : le ministre a les mains libres.",
    "Le tribunal avait ordonné « la relaxe » des prévenus.",
    "La délégation évoquera « les efforts de tous ».",
    "Une moto a glissé sur une route qui est « une patinoire ».",
    "Il a réagi. Extrait: « On a perdu. »",
    "Le groupe accuse un net recul de ses ventes.",
    "Le club a montré qu’il savait souffrir.",
    "Les Verts ont rappelé Paul Ravel pour le match.",
    "Kigali n’a pas réagi officiellement.",
    "Il se rend sur les lieux et, dans la foulée, alerte la mairie sur les dégâts.",
    "Il faut appeler le 15, où un médecin apprécie la situation. « Si cela presse, il vient. »",
    "Il n’a pas été admis par l’hôpital.",
    "Un diplomate est arrivé à Genève mardi.",
    "Le personnel est réparti selon les besoins.",
    "Les tarifs varient selon la saison, selon le nombre de passagers.",
    "La séance d’après-midi est annulée.",
    "Le film est tiré d’un fait divers.",
    "La source du fleuve est un simple trou d’eau.",
    "Le thermomètre affichait 40 degrés.",
    "Contactée, l’entreprise n’a pas donné suite.",
    "La maire n’a pas précisé la date.",
    "Ces images n’ont pas pu être vérifiées de source indépendante.",
    "La ministre a été entendue par les sénateurs.",
    "Le mur menaçait de s’effondrer.",
    "Le tribunal a condamné l’homme à six mois de prison.",
    "Les policiers, qui pensaient à un jeu, ont ri.",
    "Budget : le Sénat supprime une taxe",
    "On y apprend que le pont est vieux.",
    "Le bilan s’élève à 12 morts.",
    "Elle a reconnu son voisin dans la rue.",
    "Son état d’esprit montre qu’il voulait fuir.",
    "Le maire a fui, craignant que la digue cède.",
    "« Le Monde », a-t-il un avenir ?",
]

NOBODY_ENGLISH = [
    "The town, built on a hill, boasts a new library.",
    "The governor declared a state of emergency.",
    "The nurse remembered to lock the door.",
    "The nurse worked out in the gym.",
    "Lakeham: Fire in School\nFirefighters from the Lakeham brigade came.",
    "The firms were once state owned.",
    "The minister wanted to say that it was over.",
    "The minister was not forced to admit that it was over.",
    "The minister will go on to say that it is over.",
    "Staff are paid according to seniority.",
    "They reached the source of the river at dawn.",
    "A spokesman declined to comment.",
    "The company did not say when the shop would open.",
    "Council backs plan for new homes",
    "Her employer had told staff not to speak to reporters.",
    "The general, believed by his men to the last, is buried here.",
    "It promises everything and delivers nothing.",
    "Councillors argued with the clerk about the accounts.",
    "The film tells the story of a fireman.",
    "He told his mother.",
    "The team showed character.",
    "The singer reported to police.",
    "He welcomed the queen at the door.",
    "The court heard from three experts.",
    "They fled, fearing that the wall would fall.",
    "If he had told anyone, he would have said so.",
    "He read out a letter which showed support for the plan.",
    "The clerk is alleged to have sent a note saying: “It is over.”",
    "Neighbours reported the theft to police.",
    "She left after Max Hill professed his love for her.",
    "They broke the law they had sworn to uphold.",
    "He told the driver, who had stopped, where to go.",
    "Mr Roy is reported to have left early and said “you are late”.",
    "The book was written by Ada Roy.",
    "It is a matter which Ada Roy spoke about last week.",
    "No minister said that it was over.",
    "At the end of the day the union called a strike.",
]


@pytest.mark.parametrize(("text", "phrase", "source_class"), FRENCH)
def test_a_french_construction_brings_its_speaker_in(text, phrase, source_class):
    assert found(text) == [(phrase, source_class)]


@pytest.mark.parametrize(("text", "phrase", "source_class"), ENGLISH)
def test_an_english_construction_brings_its_speaker_in(text, phrase, source_class):
    assert found(text, "en") == [(phrase, source_class)]


@pytest.mark.parametrize("text", NOBODY)
def test_what_only_looks_like_a_source_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize("text", NOBODY_ENGLISH)
def test_what_only_looks_like_a_source_is_left_alone_in_english(text):
    assert found(text, "en") == []


def test_one_noun_can_be_an_actor_and_then_a_source():
    text = "Un diplomate est parti ; un autre, resté sur place, assure que rien n’est signé."
    [source] = sources(text)
    assert (source.text, source.source_class) == ("un autre", "unnamed_individual")


def test_two_speakers_of_one_sentence_are_two_sources():
    text = "Le Kremlin dément toute implication, tandis que Kiev parle d’un sabotage."
    assert [source.text for source in sources(text)] == ["Le Kremlin", "Kiev"]


def test_a_speaker_with_several_verbs_is_one_source():
    text = "Le maire a dénoncé une injustice et a affirmé qu’il ferait appel."
    assert [source.cue.text for source in sources(text)] == ["a dénoncé"]


def test_speech_within_a_quotation_is_not_taken_for_the_paper_s():
    assert found("« Mon père disait que la mer monte », se souvient Luc Arnaud.") == [("Luc Arnaud", "named_person")]


@pytest.mark.parametrize(
    ("text", "lang", "cue", "stance"),
    [
        ("Elle n’a pas tort, a-t-il reconnu.", "fr", "a-t-il reconnu", "factive"),
        ("Or, s’empresse-t-elle de souligner, rien n’est fait.", "fr", "s’empresse-t-elle de souligner", "factive"),
        ("Les élus admettent en privé que c’est perdu.", "fr", "admettent en privé", "factive"),
        ("Le maire prétend que tout va bien.", "fr", "prétend", "distancing"),
        ("Le maire a juré de revenir.", "fr", "a juré", "commissive"),
        ("« Jamais », a tonné le maire.", "fr", "a tonné", "emphatic"),
        ("Le maire estime que c’est assez.", "fr", "estime", "opinion"),
        ("The mayor has repeatedly claimed that all is well.", "en", "has repeatedly claimed", "distancing"),
        ("The mayor admits that it is over.", "en", "admits", "factive"),
        ("Selon le maire, tout va bien.", "fr", "Selon", "neutral"),
    ],
)  # fmt: skip
def test_the_cue_and_its_stance(text, lang, cue, stance):
    [source] = sources(text, lang)
    assert (source.cue.text, source.stance) == (cue, stance)
    assert text[source.cue.start : source.cue.end] == cue


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Selon un voisin, il pleut.", 1, 1),
        ("Selon des voisins, il pleut.", 2, None),
        ("Selon trois voisins, il pleut.", 3, 3),
        ("Selon l’entourage du maire, il pleut.", 1, None),
        ("Il pleut, apprend-on de source policière.", None, None),
        ("Il pleut, dit-on.", None, None),
        ("Selon nos informations, il pleut.", None, None),
        ("Selon la plupart des élus, il pleut.", 2, None),
        ("Selon la ministre et le préfet, il pleut.", 2, 2),
        ("Selon deux policiers et un pompier, il pleut.", 3, 3),
        ("Selon des policiers et un pompier, il pleut.", 3, None),
        ("Il pleut, apprend-on de sources sûres et d’un élu.", 3, None),
        ("Pierre Dupont et Anne Martin disent qu’il pleut.", 2, 2),
        ("Verdane et le groupe Tikomi disent qu’il pleut.", 2, 2),
        ("Selon le collectif Terre et Mer, il pleut.", 1, 1),
        ("« Il pleut », disent Paul Roy ou Ada Tran.", 2, None),
        ("Les époux Garnier disent qu’il pleut.", 2, None),
    ],
)
def test_the_number_is_what_the_grammar_guarantees(text, least, most):
    [source] = sources(text)
    assert (source.least, source.most) == (least, most)


@pytest.mark.parametrize(
    ("text", "lang", "record", "reason"),
    [
        ("« C’est perdu », glisse un élu sous couvert d’anonymat.", "fr", "anonymity_announced", None),
        ("Un agent, qui requiert l’anonymat par crainte de représailles, dit que tout était prévu.", "fr",
         "anonymity_announced", "par crainte de représailles"),
        ("Un agent, qui n’est pas autorisé à parler à la presse, dit que tout était prévu.", "fr",
         "not_stated", "qui n’est pas autorisé à parler à la presse"),
        ("Des élus admettent en privé que c’est perdu.", "fr", "in_private", None),
        ("Selon Jeanne Morel, c’est perdu.", "fr", "on_record", None),
        ("Des habitants fuient par crainte de représailles, selon un élu.", "fr", "not_stated", None),
        ("“It is over,” said an aide, who asked not to be named because the talks are private.", "en",
         "anonymity_announced", "because the talks are private"),
        ("The plan has changed, said an official who was not authorised to speak publicly.", "en",
         "not_stated", "who was not authorised to speak publicly"),
        ("Ministers privately concede that it is over.", "en", "in_private", None),
    ],
)  # fmt: skip
def test_the_record_and_the_reason_are_the_text_s_own_words(text, lang, record, reason):
    source = sources(text, lang)[0]
    assert (source.record, source.anonymity_reason) == (record, reason)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        *(("fr", said) for said in (
            "sous l’anonymat", "anonymement", "resté anonyme", "sans vouloir donner son nom",
            "sans révéler leur identité",
            "préfère ne pas être cité", "demandé à ne pas être nommée", "souhaitent ne pas être identifiés",
            "souhaité ne pas donner leur nom", "veut pas que son nom", "ne veut pas être citée", "ne désire pas donner",
            "les prénoms ont été modifiés", "le nom a été changé", "en privé", "en coulisses", "en aparté",
            "hors micro",
            "en off", "en petit comité", "n’étant pas autorisée à parler", "ne sont pas habilités à parler",
        )),
        *(("en", said) for said in (
            "an anonymous aide", "anonymously", "anonymity", "asked not to be named", "declining to be identified",
            "did not want to be quoted", "without being named", "names have been changed", "the name has been changed",
            "spoke on background", "withheld her name", "privately", "in private", "behind closed doors",
            "off the record",
            "behind the scenes", "not authorized to speak", "unauthorised to comment",
        )),
    ],
)  # fmt: skip
def test_each_way_of_granting_anonymity_holds_a_sign_of_it(lang, said):
    words, text = lexicon(lang), Text(said, lang)
    patterns = (words.patterns[name] for name in ("announced", "private", "unauthorised"))
    assert any(pattern.search(text.low) for pattern in patterns)
    assert not words.words["signs"].isdisjoint(text.forms)


@pytest.mark.parametrize(
    ("text", "lang", "pronoun", "source_class", "antecedent"),
    [
        ("La Cnil a ouvert une enquête, a-t-elle annoncé.", "fr", "elle", "named_institution", "La Cnil"),
        ("La maire, Claire Aubry, tient bon. « Non », a-t-elle promis.", "fr", "elle", "named_person", "La maire"),
        ("Selon des diplomates, c’est loin. Non, ajoutent-ils.", "fr", "ils", "unnamed_group", "des diplomates"),
        ("Selon une source policière, il fuit. Selon cette source, non.", "fr", "cette source", "unnamed_individual",
         "une source policière"),
        ("La ministre Ada Roy cède. « Fini », a dit la ministre.", "fr", "la ministre", "named_person",
         "La ministre Ada Roy"),
        ("Le club a gagné. Ce dernier assure que tout va bien.", "fr", "Ce dernier", "named_institution", "Le club"),
        ("Didier Roy est déçu. « On a mal joué », a dit Didier Roy. « Tant pis », conclut le technicien.", "fr",
         "le technicien", "named_person", "Didier Roy"),
        ("Le parquet est saisi. « Il est libre », a dit le parquet. Selon cette source, il sera jugé.", "fr",
         "cette source", "named_institution", "le parquet"),
        ("Il s’en prend au conseiller genevois Luc Barthas. Ce dernier a promis des sanctions.", "fr", "Ce dernier",
         "named_person", "Luc Barthas"),
        ("« On refuse des gens », dit Ada Roy. L’organisme offre trois lits, confirme cette dernière.", "fr",
         "cette dernière", "named_person", "Ada Roy"),
        ("Seuls des civils partiront, dit une source locale. Seuls les otages resteront, a-t-elle précisé.", "fr",
         "elle", "unnamed_individual", "une source locale"),
        ("« C’est fini », a dit Paul Hénin. A moins d’un accord, l’entreprise fermera. Elle a dit espérer.", "fr",
         "Elle", "named_institution", "l’entreprise"),
        ("Un couple est venu. « On a tout perdu », disent-ils.", "fr", "ils", "unnamed_group", "Un couple"),
        ("Le club est vendu, dit Ada Roy. Faute de place, il part. « Tant pis », ajoute-t-elle.", "fr", "elle",
         "named_person", "Ada Roy"),
        ("Ada Roy est là. La ville paie, a dit Ada Roy. L’Algérie, a-t-elle dit, a insisté.", "fr", "elle",
         "named_person", "Ada Roy"),
        ("Jean Moreau soupire. « C’est dur », confirme le PDG.", "fr", "le PDG", "named_person", "Jean Moreau"),
        ("Melvyn était à bord. « J’ai eu peur », témoigne l’adolescent.", "fr", "l’adolescent", "named_person",
         "Melvyn"),
        ("Ada Roy, procureure, a ouvert une enquête. « Il est libre », a ajouté la magistrate.", "fr", "la magistrate",
         "named_person", "Ada Roy"),
        ("Ada Roy, maire de Lens, est venue. La maire a vu le port. Elle a promis qu’il serait refait.", "fr", "Elle",
         "named_person", "Ada Roy"),
        ("Hausse du prix des cours\nLe Préfet Paul Roy est venu. Le préfet assure que tout va bien.", "fr", "Le préfet",
         "named_person", "Le Préfet Paul Roy"),
        ("Selon Le Matin, Luc Roy en veut au juge. « On verra », a-t-il lancé.", "fr", "il", "named_person", "Luc Roy"),
        ("Roger Roy, porte-parole de la police vaudoise, a vu le colis. « Rien », dit le porte-parole de la police.",
         "fr", "le porte-parole de la police", "named_person", "Roger Roy"),
        ("Il pleut, disent un pompier et un élu local. Il neige, ajoute l’élu local.", "fr", "l’élu local",
         "unnamed_individual", "un élu local"),
        ("Le quotidien lillois Nord Matin est lu. Le quotidien croit savoir que le maire part.", "fr", "Le quotidien",
         "named_institution", "Le quotidien lillois Nord Matin"),
        ("Elle compte sur Guy, son voisin. « On est prêts », insiste-t-il.", "fr", "il", "named_person", "Guy"),
        ("Ann Lee spoke. “We went in,” Ann Lee said. The suspect opened fire, she said.", "en", "she",
         "named_person", "Ann Lee"),
        ("Officials met. The man, officials said, is ill. They said he would live.", "en", "They", "unnamed_group",
         "officials"),
        ("Mrs Ellery spoke first. She said the plan was wrong.", "en", "She", "named_person", "Mrs Ellery"),
        ("The company fell. It said demand was weak.", "en", "It", "named_institution", "The company"),
        ("A spokesperson for the club said no. The road was shut. “We tried,” they said.", "en", "they",
         "unnamed_individual", "A spokesperson for the club"),
        ("The board spoke. As for the teachers, they say that it is late.", "en", "they",
         "unnamed_group", "the teachers"),
        ("Oakline will close two roads. It has already said that fares may rise.", "en", "It", "named_institution",
         "Oakline"),
        ("KWS warden Max Hill said no. The KWS official said it was over.", "en", "The KWS official", "named_person",
         "KWS warden Max Hill"),
        ("Assistant Director Max Hill said no. The Director said it was over.", "en", "The Director", "named_person",
         "Assistant Director Max Hill"),
        ("A witness spoke, a witness said. It was late. “It was loud,” they said.", "en", "they", "unnamed_individual",
         "a witness"),
        ("Colleagues rushed to help, a witness said. It was loud, the witness told us.", "en", "the witness",
         "unnamed_individual", "a witness"),
        ("In Ada Roy’s first week at the bank, where she once worked as a clerk, she told us that it was over.", "en",
         "she", "named_person", "Ada Roy"),
        ("Ada Roy said no.\n\n“We left.\n\n“We were late.\n\n“We were ill.\n\n“It was over.”\n\nShe said no.", "en",
         "She", "named_person", "Ada Roy"),
    ],
)  # fmt: skip
def test_an_anaphor_takes_the_class_of_its_antecedent(text, lang, pronoun, source_class, antecedent):
    source = sources(text, lang)[-1]
    assert (source.text, source.source_class, source.anaphor) == (pronoun, source_class, True)
    assert source.antecedent.text == antecedent
    assert text[source.antecedent.start : source.antecedent.end] == antecedent


def test_a_country_is_no_epithet_of_the_person_named_before_it():
    text = "« Nous tiendrons », a dit Oksana Melnyk. L’Ukraine a réclamé des avions."
    assert found(text)[-1] == ("L’Ukraine", "named_institution")


@pytest.mark.parametrize(
    ("text", "source_class"),
    [
        ("Le groupe Verdane licencie. Le site fermera, a indiqué [Verdane].", "named_institution"),
        ("Marc Verdane est venu. Le site fermera, a indiqué [Verdane].", "named_person"),
        ("Les salariés de Verdane sont inquiets. Le site fermera, a indiqué [Verdane].", "named_institution"),
        # a trade, a legal form or what only a firm does behind the name
        ("[Verdane], l’armateur, dit attendre l’enquête.", "named_institution"),
        ("Selon [Verdane SAS], le chantier prendra fin en mai.", "named_institution"),
        ("« On a perdu deux marchés », reconnaît [Verdane], qui emploie 400 personnes.", "named_institution"),
        # beside it the firm is called by its trade, or has what only a firm has
        ("[Tikomi] affirme avoir corrigé la faille. L’éditeur a prévenu ses clients.", "named_institution"),
        ("[Tikomi] s’est dite inquiète pour ses 300 emplois.", "named_institution"),
        ("Paul Tikomi dirige l’entreprise. [Tikomi] affirme avoir corrigé la faille.", "named_person"),
        ("Paul Tikomi, le PDG, se tait. [Tikomi] affirme que tout va bien.", "named_person"),
        ("« On a corrigé la faille », a dit [Tikomi]. L’éditeur est soulagé.", "named_person"),
        ("[Tikomi] estime avoir bien joué. Le club reçoit Lens samedi.", "named_person"),
        ("[Macron] affirme que tout va bien. L’entreprise se tait.", "named_person"),
        ("« On a perdu deux marchés », admet [Tikomi] dans un communiqué.", "named_institution"),
        ("[Tikomi] a annoncé 90 suppressions de postes.", "named_institution"),
        ("Le quotidien gratuit lillois Nord Soir est lu. Selon [Nord Soir], le maire part.", "named_institution"),
        ("Le syndicat Nord Rail est inquiet. C’était violent, selon [Nord Rail].", "named_institution"),
        # the look of the name
        ("[Sodilex] assure que les fours tourneront.", "named_institution"),
        ("Selon [BlaTiKo], les prix ont baissé.", "named_institution"),
        ("Il part, affirme [Foot Kewil].", "named_institution"),
        ("« On verra », sourit [McEwan].", "named_person"),
        ("[Tikomi] affirme que tout va bien.", "named_person"),
    ],
)  # fmt: skip
def test_the_text_or_its_look_tells_whether_a_name_alone_is_a_firm_s(text, source_class):
    name = text[text.index("[") + 1 : text.index("]")]
    assert (name, source_class) in found(text.replace("[", "").replace("]", ""))


def test_a_participle_that_opens_a_sentence_is_no_name():
    text = "Interrogé par la police, ce jeune homme a pris peur. Il a affirmé avoir été enlevé."
    assert found(text) == [("Il", "unnamed_individual")]


def test_a_press_release_spoken_of_before_is_somebody_s():
    text = "Le gouvernement a publié un communiqué. Selon le communiqué, le pont est ouvert."
    assert found(text) == [("le communiqué", "named_institution")]


def test_a_pronoun_that_points_to_nobody_stays_unresolved():
    [source] = sources("« C’est fini », a-t-elle dit.")
    assert (source.source_class, source.anaphor, source.antecedent) == ("unresolved", True, None)


def test_all_ten_sources_of_the_article():
    article = read("otan-ukraine")
    listed = [(s.start, s.end, s.source_class, s.cue.text, s.least, s.most) for s in scan(article).sources]
    assert listed[:10] == [
        (137, 161, "unnamed_individual", "comme l’a qualifiée", 1, 1),
        (192, 219, "unnamed_group", "reconnaissent en privé", 2, None),
        (532, 563, "unnamed_individual", "reconnaît", 1, 1),
        (724, 732, "unnamed_individual", "estime", 1, 1),
        (959, 971, "bare_source", "selon", 1, 1),
        (973, 985, "named_person", "a promis", 1, 1),
        (1269, 1293, "unnamed_group", "ont déclaré", 2, None),
        (1481, 1495, "unnamed_group", "ont indiqué", 2, None),
        (1521, 1524, "unnamed_group", "s’empressent-ils de souligner", 2, None),
        (2270, 2278, "named_person", "a insisté", 1, 1),
    ]
    assert [article.text[s[0] : s[1]] for s in listed[10:]] == ["l’Ukraine"]


@pytest.mark.parametrize(
    ("form", "before", "letter"),
    [
        ("évidemment", "", "B"),
        ("grimpent", "prix", "X"),
        ("récent", "événement", "w"),
        ("marchaient", "ils", "X"),
        ("portrait", "le", "w"),
        ("ufologue", "un", "H"),
        ("zorglub", "le", "w"),
    ],
)
def test_an_unknown_word_is_guessed_by_its_ending(form, before, letter):
    assert Shape(Text(f"{before} {form}", "fr")).letters[-1] == letter
