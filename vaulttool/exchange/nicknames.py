"""Short forms of given names in English, French, German and Spanish: a clue, never a proof."""

_FORMS = """
alexander alex alec xander sascha sandro
alexandra alex sandra sasha lexi
andrew andy drew
andreas andi
anthony antony tony
antoine toine tony
antonio toni tono
benjamin ben benny benji
bernard bernie
catherine kate cathy cath katie cat
katherine kate kathy kat katie kathrin
charles charlie chuck chas
charlotte charlie lotte
christian chris
christina chris tina
christine chris
christophe chris tophe
christopher chris kit
christoph chris stoph
daniel dan danny
david dave davy
deborah deb debbie
dominique dom domi
edward ed eddie ted ned
elizabeth liz beth lizzie betty eliza lisa
elisabeth lisa elsa babette lise
emmanuel manu
emmanuelle manu
florian flo
francis frank fran
francisco paco pancho fran
frederic fred
frederick fred freddie
friedrich fritz fred
gabriel gabe gaby
gerald gerry jerry
gregory greg
guillaume guigui
hans hannes
heinrich heinz heiner
henry harry hank
jacob jake
jacqueline jackie
jacques jacky
james jim jimmy jamie
jean jeannot
jennifer jen jenny
jeremy jerry
jessica jess jessie
johann hans
johannes hans hannes jo
john jack johnny
jonathan jon jonny
jose pepe
joseph joe joey jo sepp
joshua josh
kenneth ken kenny
laurence laurie
lawrence larry laurie
leonard leo len lenny
margaret maggie meg peggy marge
margarete gretel grete
maria mia mimi
marie mimi
martin marty
matthew matt
matthias matze matt
maximilian max
maxime max
michael mike mick mickey michi
michel mich
nathalie nat
nicholas nick nicky
nicolas nico
nikolaus klaus niko
olivier oliv
pamela pam
patricia pat patty tricia
patrick pat paddy
peter pete
philip phil pip
philippe phil
rebecca becky becca
richard rick dick rich ricky
robert bob rob bobby robbie bert
ronald ron ronnie
samantha sam
samuel sam sammy
sebastian seb basti bastian
sebastien seb
stephane steph
stephanie steph steffi
stephen steve
steven steve
susan sue susie suzy
theodore ted theo
thierry titi
thomas tom tommy
timothy tim
valerie val
veronique vero
victoria vicky tori
vincent vince vinnie
virginie ninie
william bill will billy liam willy
wolfgang wolf
xavier xav
zachary zach
"""

_BY_FORM: dict[str, set[str]] = {}
for _line in _FORMS.split("\n"):
    for _form in _line.split():
        _BY_FORM.setdefault(_form, set()).add(_line.split()[0])


def are_forms_of_one(first: str, second: str) -> bool:
    """Tell whether two folded given names may be the same one: "bob" and "robert", "bob" and "rob"."""
    return bool(_BY_FORM.get(first, set()) & _BY_FORM.get(second, set()))
