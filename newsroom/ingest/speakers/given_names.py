"""Given names that are common in the news, to tell `Anna Berg` from `Rival Berg`.

Somebody whose given name is not here is no stranger: the text has to confirm the name elsewhere, or
a person is asked.
"""

GIVEN_NAMES = frozenset(
    """
    aaron abdul abdullah abigail adam adrian adriana agnes ahmad ahmed aisha alain alan albert
    alberto alejandra alejandro alessandro alex alexander alexandra alexandre alfonso alfred
    alfredo ali alice alicia alina alison alma álvaro amanda amelia amina amy ana andré andrea
    andreas andrew ángel angela ángela anita anja anke ann anna anne annie anthony antoine anton
    antonia antonio antónio armin arnaud arthur arturo astrid audrey axel barbara bárbara beatrice
    beatriz ben benjamin benoît bernard bernd bernhard bertrand bettina bill birgit björn bob
    boris brad brandon brenda brian brigitte bruno camille carl carla carlo carlos carmen carol
    carolina caroline carsten caterina catherine cathy cecilia cécile charles charlotte chloé
    chris christian christiane christina christine christoph christophe christopher claire clara
    clare claude claudia claudio clemens colin craig cristina daniel daniela danielle darren dave
    david deborah denis denise dennis derek diana diane diego dieter dietmar dirk dmitri dmitry
    dominique donald dorothea doris doug douglas eberhard edith eduardo edward elena eleanor elisa
    elisabeth elizabeth elke ella ellen emily emma emmanuel enrique eric erica erich erik ernst
    esteban eva evan eve fabian fabio fatima felipe felix fernando fiona florence florian
    francesca francesco francis francisco franck françois françoise frank franz fred frédéric
    friedrich gabriel gabriela gareth gary gavin geoff george georg georges gerald gerard gérard
    gerd gerhard gilles giorgio giovanni giulia giuseppe gloria gordon graham greg gregory grégory
    guido guillaume guillermo günter gustavo guy hannah hannes hans harald harry hassan heather
    hector heidi heike heiko heinz helen helena hélène helga helmut henri henrik henry herbert
    hermann holger horst hugo hussein ian ibrahim ignacio igor ilse ines inés inès ingo ingrid
    irene iris isabel isabella isabelle ivan iván jack jackie jacob jacques jaime jake james jamie
    jan jana jane janet jason javier jay jean jeff jens jennifer jenny jeremy jérôme jerry jesse
    jessica jesús jill jim jimmy joachim joan joanna joanne joaquín jochen joe joel johan johannes
    john jonas jonathan jordan jordi jorge jörg josé josef joseph joshua juan juana jude judith
    jules julia julian julián julie julien jürgen justin kai karen karin karl karl-heinz karsten
    katarina kate katharina katherine kathleen kathrin kathy katia katja katrin keith kelly ken
    kenneth kerstin kevin khaled kim kirsten klaus konrad kristin kurt kyle lars laura laurence
    laurent lauren lea lee lena leo leon leonardo leonie liam lisa linda lorenz lothar louis
    louise luc luca lucas lucía lucie lucy luigi luis luisa lukas lutz lydia lynn magdalena maja
    manfred manuel manuela marc marcel marco marcos marcus margaret margarita maria maría marie
    mariana mario marion marine marina mark markus marta martha martin martín martina mary mateo
    mathias mathieu matt matteo matthew matthias maurice max maximilian mehmet melanie mercedes
    michael michaela michel michèle michelle miguel mike mohamed mohammad mohammed mónica monica
    monika moritz muhammad mustafa nadia nadine nancy natalia natalie natasha nathalie nathan neil
    nicholas nick nicola nicolas nicole nigel nikolai nils nina noah nora norbert nuria olaf oleg
    oliver olivia olivier omar oscar óscar otto owen pablo paola paolo patricia patrick paul paula
    paulo pedro pete peter petra phil philip philipp philippe pierre pilar priya rachel rachid
    rafael rainer ralf ralph ramón raúl ray raymond rebecca regina rené renate ricardo richard
    rita rob robert roberto robin rodrigo roger roland rolf roman ron rosa rosario rose roy rubén
    rudi rudolf russell ruth ryan sabine sally sam samantha samir samuel sandra sara sarah scott
    sean sébastien serge sergei sergio silke silvia simon simone sofia sofía sonia sophia sophie
    stefan stefanie steffen stella stephan stéphane stéphanie stephanie stephen steve steven
    stuart sue susan susana susanne svenja sven sylvia sylvie tanja tara ted teresa thérèse
    thierry thomas thorsten tim timothy tina tobias todd tom tony torsten tracy ulf ulrich ulrike
    ursula ute uwe valentina valerie valérie vanessa vera veronica verónica véronique vicente
    victor víctor victoria vincent virginie viktor vladimir volker walter wendy werner wilhelm
    will william wolfgang xavier yannick yasmin yolanda yusuf yvonne yves zoe
    """.split()  # noqa: SIM905 (words are easier to read so)
)
