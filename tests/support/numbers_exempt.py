"""The numbers of the lessons that are not recomputed from the tables, and of what kind they are; see number_checks.

A line: lessons :: phrase :: what it lets through, a word as it stands (two) or a value (2). A number that counts
something of the data gets through only where the phrase holds the counted word too.
"""

from number_checks import Exempt

PAGE = "what the page itself names or lists"
CLASS = "minutes and group sizes of the class"
NUMBERED = "lesson, paragraph, step or rule number"
SCALE = "scale of a code or of a measure"
IDIOM = "idiom, or one and two in a rule that holds for any table"
EXAMPLE = "invented example or setting worked in the text"
SAID = "literature value or the limit in the essay’s sentence"
YEAR = "year or date"

LINES = {
    CLASS: """
        * :: ^[Aa]bout #(?:, in # sittings)? :: 40 75 80 85 90 95 105 125 135 two
        00 :: about # minutes :: five
        * :: ^In fours, # for each .*prepare with quotations \\(# minutes\\), speak \\(# and #\\) :: two 2
        * :: change sides \\(#\\), then write .* disagree \\(#\\) :: 4 3
        10 :: first # cells :: five
        10 :: Choose # of # to # words :: one 300 1500
        10 :: ^# to # are enough :: four six
        09 :: in # named years :: ten
        06 :: ^[Aa]bout #, and # for the negotiation|^In a class: # minutes :: 90 30 thirty
    """,
    NUMBERED: """
        06 :: \\(point #, :: 10 13 21
        06 :: ^#: (?:Ukraine’s|Some|Written|The front|Guarantees) :: 1 2 3
        * :: [Ll]essons? #(?: types claims)? :: 01 02 04 05
        00 :: ^Do # first|in lesson #|the # paragraph :: 1 04 ninth
        05 :: [Ll]esson # tries :: 08
        * :: [Ee]xercise # :: 1 4
        04 10 :: [Rr]ule # :: 1 2 4 10
        04 :: ^(?:\\| )?#$ :: 1 3 4 11 12
        10 :: [Ss]tep # :: 1 2 3
        06 :: run-#\\.md :: 90
    """,
    YEAR: """
        09 :: Times, # August # :: 13
        09 :: Fox News, # August # :: 14
        02 :: ^# (?:July|August) #: he :: 15 1
        06 :: , # November # :: 20 21 23 24 25
    """,
    SCALE: """
        00 04 :: # (?:left|for the left pole), \\+# (?:right|for the right pole), # (?:for )?both :: -1 1 0
        00 05 :: # in passing, # a stated concern, # a main aim :: 1 2 3
        * :: \\b[Aa]n? #(?:[.;,]|$| (?:here|would need|in the matrix|for ever)) :: zero 0
        04 05 :: (?:above|below) # (?:where|means|the) :: zero
        04 :: strength # and outright has strength # :: 1 2
        04 :: code is #, # or #; :: -1 0 1
        04 :: made from # codes :: two
        03 :: (?:High means|cut at|strength of|interest,) # :: 2
        03 :: values #, # and # are an order :: 0 1 2
        03 :: “# the power” :: twice
        03 :: # (?:the other's )?procedures, # (?:its )?projects, # (?:its )?mission, # (?:its )?existence :: 1 2 3 4
        03 :: (?:we write|is above) # :: 0
        03 :: power, # and # both count as high :: 1 2
        05 :: at least # is #, :: 0 one
        05 :: with one known inducement is always # or # :: 0 1
        05 07 :: from # to # :: 0 1 2 100
        05 :: the value # - :: 1
        06 :: # at the far pole and # at the near pole :: 0 1
        06 :: can only be # :: 0
        07 :: ^# is best|; # is best|: # is perfect, # is no better, below # is worse :: 0 1
        07 :: (?:the|“yes” alone, from # to #|score,|cuts the) # form|^# form :: half
        07 :: cut(?:s)? the # form into # parts|^# parts of the Brier :: half three
        07 :: gave # to what|place of # :: 0
        08 :: alpha = # - observed :: 1
        08 :: Alpha is # where all agree, near # where .*, and below # where :: 0 1
        08 :: # and \\+# are further apart than \\+# and \\+# :: -2 2 1
        08 :: within # step :: 1 2
        08 :: interval holds # of # draws|where # percent of the values lie :: 95 100
        10 :: (?:the code is|example for) # :: 0
        00 :: from # to \\+#: the direction, counted # .* and # where it is hinted :: -2 2 1
    """,
    SAID: """
        06 :: correspond to Article # of :: 5
        01 :: give # principles for such work :: four
        02 :: Historians ask # questions of a document :: three
        06 :: a game on # levels :: two
        07 :: It comes in # forms :: two
        08 :: cut-offs # and # \\(K|# cut-offs \\(K :: .800 .667 two
        05 :: not more than #|(?:at most|above) one #|share of (?:#|one) #|^At most # of them draw :: half one
        05 :: the line of # # :: one half
        05 :: “(?:more|less) than #” :: half
        08 :: at or below one # :: half
        04 :: # big powers|they’re number # :: two
        09 :: a #-man divide :: two
        02 :: (?:ordered|move) # (?:nuclear )?submarines :: two
    """,
    EXAMPLE: """
        02 :: and # can be decoration :: ten
        05 :: similarity above # alone :: 0.5
        05 07 :: # a percent is rounded|a # more or less in the last place :: half
        06 :: status quo at #|stretch that all # prefer :: 4 three
        06 :: fill # blank: :: one
        07 :: forecast rain on # days|code is # where it rained and # where :: ten 1 0
        07 :: give # to every practice question|give # to one question :: 50 100
        07 :: Somebody gives # percent :: 80
        07 :: where # percent was said, did it come true in # percent :: 30
        08 :: Take # cells and # readers who write only # \\(yes\\) or # :: ten two 1 0
        08 :: most codes are #, so # readers who never :: 0 two
        03 :: # cell is changed, by supposition :: one
    """,
    PAGE: """
        00 :: ^# routes :: two
        00 04 :: # (?:opposite answers|ends|poles) :: two
        01 :: behind the # charts :: two
        * :: ^# choices :: two
        * :: # things (?:to try|of it|belong beside it)|[Ll]ook for # things|[Aa]sk # things :: three five
        02 :: ^# counts\\.|^#: about whom|verdict on # statements|^# more\\.|Sort # sentences of :: three third four
        03 :: where # quotations pull apart|^Question: # cuts|sentences of the # cells :: two three
        04 :: Put # dots|^# columns answer # questions|the # columns|# columns of :: two
        04 :: ^# rules of the \\[codebook\\]|by the # rules :: five
        04 :: with the # questions|give the # counts by name|With pandas: # counts by name :: three two
        05 :: the # columns|its # columns|# columns of|of # things: objectives|none of the #\\. :: two three
        05 :: Now # numbers|the # counts by name|: # numbers in percent :: four three
        06 :: the row of the # with the rows of #|give a # answer :: two three third
        06 :: [Ww]rite # sentences|^Question: # sentences :: two
        07 :: question with # parts|^# kinds of question|pandas: # counts|: # scores and one :: three two
        07 :: One sentence, # questions|that, # questions about the same|Give # decimals :: two three
        07 :: the first # are large :: two three
        08 :: ^# questions hide|They are # variables|other # choices|pandas: # numbers|between the # alphas :: two three
        08 :: ^# rows can have|of # other rules|these # rules decide|the # variants|keep only # reader :: two one
        08 :: the # sentences of the inducement|# cells are enough to begin :: two four
        08 :: # cell, # readings :: one two
        09 :: in # places: :: three
        10 :: lengths of the # tables|pandas: # numbers|Here are # rows|ways out are # :: three two
    """,
    IDIOM: """
        * :: # you keep one|[“”,a-z] # (?:more|again)\\b|essay, #,|counts? #, whether|is counted #, :: once twice
        * :: some # and some not :: once twice
        * :: Each (?:mark|dot|row|line|letter|box)[^.:]* is (?:the room of )?# (?:\\w+(?:’s code)?) :: one
        * :: # (?:claim|cell|reader) (?:has|may have)|what gets # code|# (?:issue|inducement) after the other :: one
        * :: [:,]? # stakeholder on # issue :: one
        01 :: mentions of # stakeholder, divided :: one
        01 :: # sentences(?: whose| in which|: one quotation) :: two
        02 :: # claim can carry|parts of # argument|check of # fact :: one
        02 :: of # moments|in # places that do not copy :: two
        00 :: # of the # opposite answers :: one two
        03 :: through a #|^A # stakeholder|\\bin # steps|ways of # steps :: third two
        03 :: what # stakeholder can use|eyes of # viewpoint :: one
        03 :: did # leaders|the # leaders|between these # :: two
        04 :: code # cell from|marks of # stakeholder|[Oo]f # sentence|Take # cell where :: one
        04 :: compare # stakeholders|^# stakeholders are compared|for # stakeholders|# directions|the # marks :: two
        04 :: the #(?: lean| are written|\\.| it is)|on which # leaders|between # dots|in the # person :: two third
        05 :: # parties(?:'| into| can be| stand)|[Tt]he # (?:are the parties|parties stand) :: two
        05 :: the #(?:\\.|, and| lean| saliences|, T)|these #\\.|The same #,|compares # rows|split in # :: two
        05 :: for at least # of them|at least # is blank :: one
        05 :: list without #|code of # with|take # inducement :: one
        06 :: what # issue is worth|of these # would agree|with # columns :: two one
        07 :: then move # of them :: one
        07 :: # readers (?:decide|with the)|# governments hold|that # a yes|has # of the answer :: two half
        07 :: ^# scores can :: two half
        08 :: not of # mind|[Ii]s # reader|who, on # issue|of # choice alone :: one
        08 :: at least # readers :: two
        08 :: # or more (?:of them )?filled|fewer than # readers|no cell has # codes|whether # codes|when # codes :: two
        08 :: Do # readers use|the # poles|of # parties overlap|the # overlap|gives #\\.|there # blanks :: two
        08 :: or code # :: twice
        10 :: honest ways are # :: two
        09 :: [Bb]ut # cell can move :: one
        09 :: Open # of the sources|That # meetings are alike|meeting of # (?:leaders|heads) :: two
        09 :: at least # earlier meetings :: three
        10 :: with # (?:poles|answers)|what # cases|: # cases stand|^# texts that|# paragraphs? pull :: two
        10 :: than # paragraphs :: two
        10 :: # issue more|this # cell|that # reader|the # and # column :: one third fourth
    """,
}


def _rule(kind, line):
    lessons, phrase, through = (part.strip() for part in line.split("::"))
    return Exempt(kind, lessons, phrase, tuple(through.split()))


EXEMPT = [_rule(kind, line) for kind, lines in LINES.items() for line in lines.strip().splitlines()]
EXEMPT.append(Exempt(YEAR, "*", "#", None))
