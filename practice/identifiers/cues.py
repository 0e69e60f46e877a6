"""The words around a name: titles, family, what people do, and what says that a capital is no person."""

from typing import Final


def listed(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


TITLES: Final = listed(
    """mr mrs ms miss mx dr doctor prof professor pc dc ds di dci sgt sergeant wpc insp inspector rev
    reverend hhj lord lady sir dame master cllr councillor judge magistrate nurse sister brother pastor
    imam rabbi sheikh father auntie aunty aunt uncle nan nana nanna nanny gran granny grandma grandad
    granddad grandpa mama papa mam mum dad cousin baby chief headteacher sr"""
)
FIRM_TITLES: Final = listed("mr mrs ms mx dr prof pc dc ds dci sgt wpc rev hhj cllr sergeant inspector")
"""Titles after which any capital is a name, and which are noticed in small letters too."""

TITLES_THAT_OPEN: Final = listed("miss auntie aunty uncle nana sister")

FAMILY: Final = listed(
    """mum mums mam mom mother mother's dad dads father parents parent stepdad stepmum step-dad step-mum
    stepfather stepmother brother brothers sister sisters sibling siblings twin nan nana gran granny
    grandma grandmother grandad grandfather grandparents aunt auntie aunty uncle cousin cousins niece
    nephew son daughter baby children kids family carer carers foster husband wife partner girlfriend
    boyfriend ex friend friends teacher keyworker school nursery class bedroom room flat house home
    birthday chronology file case plan review assessment placement behaviour voice wishes words story
    view views version drawing drawings mood tears face eyes hand hands bed phone coat shoes bag worker
    solicitor guardian advocate iro siblings stepbrother stepsister"""
)
RELATIONS: Final = listed(
    """brother sister son daughter mother father mum dad mam cousin uncle aunt auntie aunty niece nephew
    twin baby boy girl child toddler teenager partner husband wife girlfriend boyfriend carer friend
    colleague supervisor manager worker student teacher neighbour called named grandmother grandfather
    grandma grandad nan gran sibling eldest youngest oldest practitioner guardian solicitor interpreter
    advocate"""
)
TELLING: Final = listed(
    """said told asked wants wanted says tells asks cried cries laughed laughs smiled smiles hugged hugs
    lives lived loves loved likes liked hates hated rang texted phoned replied answered nodded shouted
    screamed whispered explained ran sat threw drew walked waved shrugged slept sleeps refused hid
    kicked drank hurt wrote thinks thought knows knew feels felt goes went came comes left stayed looked
    noticed offered gave showed handed thanked apologised promised disagreed agreed interrupted swore
    stormed sobbed wept giggled played plays turned moved missed misses disclosed described insisted
    wondered attends"""
)
DOING: Final = listed(
    """chose chooses fell falls took takes made makes got gets kept keeps began begins stood stands found
    finds brought brings held holds sang sings read reads spoke speaks spent spends built caught cut fought
    forgot forgave heard hears let lost met meets paid put puts rode sent sends shook shut stole stuck
    taught tore woke wore won broke burst bit spat stopped started starts tried tries kicked ate eats drank
    slept grew hid climbed pushed pulled hit lay led swam drove rolled refuses sits runs draws plays waits
    stays sees gives shows calls cries needs thinks talks walks eats watches watched waited opened closed
    slammed grabbed held carried cooked danced fed led painted slipped skipped smelled crawled sulked
    yawned"""
)
"""What people do and hopes, graces and months seldom do."""

BEING: Final = listed(
    """is was has had does did will would can could might isn't wasn't hasn't hadn't doesn't didn't won't
    wouldn't couldn't can't needs"""
)
SPEAKING: Final = listed(
    """said told asked says tells asks replied answered wants wanted cried rang texted phoned laughed"""
)
LISTENERS: Final = listed("me us him her them")
DETERMINERS: Final = listed(
    """the a an my our your his her their its this that these those some any no each every another one"""
)
MONTHS: Final = listed(
    """january february march april may june july august september october november december jan summer
    autumn winter spring"""
)
BEFORE_MONTH: Final = listed(
    """in by last next this since until till during of early late mid from through before after on every
    each a the that between per around throughout st nd rd th and or to"""
)
AFTER_MONTH: Final = MONTHS | listed("half term")
QUESTIONS: Final = listed("will may can mark bless trust given")
SPEAKING_BEFORE_TO: Final = listed(
    """spoke speak speaking talk talked talking said listened listen gave give wrote write close promised
    apologised owe sorry explain explained introduced"""
)
BEFORE_PLACE: Final = listed(
    """in from near around outside across throughout inside to at of through via for into leaving beyond
    and or the"""
)
FIRMLY_BEFORE_PLACE: Final = listed(
    """in near around outside across throughout inside into leaving beyond visited"""
)
AFTER_PLACE: Final = listed(
    """office team council court hospital road station borough city town area estate university college
    service services model hub centre family school police community market library park airport and
    street"""
)
ABOUT_A_BODY: Final = listed(
    """team teams project centre service services council hospital trust model framework approach tool act
    review report court hub scale programme program assessment cycle theory office borough city estate
    area system database app policy protocol checklist meeting charity group college university pilot
    training course conference order questionnaire judgment ruling principles guidance guidelines
    competence inquiry method matrix index triangle template form portal clinic unit surgery ward panel
    forum network partnership association church mosque temple"""
)
FIRM_PARTICLES: Final = listed("von bint ibn ferch")
PARTICLES: Final = listed(
    """van von der den de da di du dos das do la le el al bin ibn bint ap ab ferch mac mc ni abu o st san
    santa ul"""
)
COLOURS: Final = listed(
    """white black brown green gray grey english french welsh scott holland ireland german christian day
    young winter may cross stern payne church head gardner"""
)
KINDS: Final = FAMILY | TITLES | RELATIONS | MONTHS
"""Words for a part in somebody's life (Mum, Manager) or for a time of year, and so for no name."""

AROUND_MONTH: Final = BEFORE_MONTH | MONTHS
AGE: Final = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen)"
)
TRADES_IN_TWO: Final = listed(
    """tm sw dm ap fm la sg fc yp po ea ep eh cf cm sl sm ho rp ro ks kw ht dh ss qa re lp cq qc kc cc bc ps
    nb fb wa vr pr su cs ft pt sc vs pp sp bp aa na yj yo ys ot hq ceo cqc md vp dt dp dl bn mh ld asd ad fs
    fg ff gg wt rj pm sgo ico eo po co ca cb cd ta tas fi fn gd ms mr ig ie eg ad bc dc la ny uc ni un ac
    cg yot lo lc lp nw ne se nr ns ps sb sd st sw tf ti to up wp xl"""
)
"""Two letters that stand for a post, a service or a thing in this work, and so for nobody."""

INITIALISMS: Final = listed(
    """gp sw ssw asw ta hv iro lac cla cic cin cp cpp fgc fgm eha ehm edt mdt pep tac taf icpc rcpc pru sen
    dsl cse cce dv da nai ceop nhs aye asye qsw psw nqsw pa ot slt salt ed hr it ai tv pe uk usa eu ok
    dvd pc dc ds di cv id am pm ii iii iv vi cpd ci dfe cqc mp la ico lado mash marac mappa"""
)
