"""The words that made-up vaults are written with."""

# ruff: noqa: SIM905 (a list of four hundred quoted words is harder to read)

FIRST = """
Ada Alwin Anselm Babette Bérénice Corentin Delphine Dunstan Edda Emeric Fenna Florin Gaëlle Gervase
Hedda Hyacinthe Ilse Isidore Jorunn Josse Kaatje Klemens Lioba Ludovic Maëlle Mortimer Nadège Odo
Oriane Perrin Quirine Roderick Sidonie Solveig Thibault Tilda Ulrich Ursine Valentin Wendelin Xanthe
Yolande Zacharie
""".split()
STEMS = """
Am Bal Cor Dun Er Fal Gor Hel Ir Jas Kel Lor Mar Nor Ost Pel Quar Ros Sil Tar Ur Vel Wen Yar Zel
Bran Cald Drev Fenn Grim Holm Klar Lind Morv Niss Orv Pram Skel Thorn Vand
""".split()
ENDINGS = """
aux bec dal ette feld gard hout ier kov lund mont nes ot quist rac sen tier vik wick zac
""".split()
SUBJECTS = """
Bridges Budget Harbour Heating Library Orchard Printing Pumps Roof Sensors Staircase Timber Tram
Valves Water Weaving Wood Workshop Yard Archive
""".split()
WORDS = """
the a of and to in on with over under near slow early late bridge paper budget water draft plan list
price number reading window table garden winter summer engine copper timber letter question answer
result problem question chapter drawing map sample week month year morning river street house office
pump valve tram orchard is was has had makes holds keeps turns shows needs takes gives finds looks
seems stays begins ends moves grows small large long short new old cold warm clear dark empty full
heavy light simple strange useful careful which that this these those then there here again also
always never often perhaps still almost because before after
""".split()
MOTS = """
le la les un une des de du et dans sur avec pour par sous pont papier budget eau plan liste prix
nombre fenêtre table jardin hiver été moteur cuivre bois lettre question réponse problème chapitre
dessin carte semaine mois année matin rivière rue bureau pompe verger est était avait fait tient
garde tourne montre prend donne trouve semble reste commence finit petit grand long court neuf vieux
froid chaud clair sombre plein vide lourd simple utile que qui ce cette ici là aussi toujours jamais
souvent encore presque parce avant après quand chez
""".split()
ENGLISH = (
    "Lunch with {a}, {w}.",
    "Called {a} about the {w}.",
    "Met {a} and {b} at the station.",
    "Coffee with {a}: {w}.",
    "{a} told me that the {w}.",
    "Must call {a} next week, {w}.",
    "Read the paper of {a} on {w}.",
    "{w}, as {a} said.",
    "Had a long talk with {a} on {w}.",
    "[[{w}]] and the report of {a}.",
    "Emailed {a}; no answer yet.",
)
FRENCH = (
    "Déjeuner avec {a}, {w}.",
    "Appelé {a} au sujet du budget.",
    "{a} m'a dit que {w}.",
    "Vu {a} et {b} à la gare.",
    "Il faut rappeler {a} la semaine prochaine.",
    "Café avec {a} : les nouvelles du chantier.",
)
