"""One name in its forms: other alphabets' letters written out, short forms, initials, slips of the pen.

What is not known to be a form of a name may still be one: callers say nothing where they are in doubt.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from replycheck.matching import plain

# Each group is one name: its short forms and what it is called in other languages.  Names that are
# two persons' (Robert, Roberto) stand in different groups.
_SHORT_FORMS = """
thomas tom tommy thom, robert rob bob bobby robbie robby bert rab, william will bill billy liam willy
wills willem wim wilhelm guillermo guille, elizabeth elisabeth liz lizzie lizzy beth eliza betty bess
bessie betsy libby lisa elsa else lisbeth liesbeth lies ilse lilibet elise elsie isabel sissi, katherine
catherine kathryn katharine katarina katarzyna katerina kateryna ekaterina yekaterina caterina catarina
katrin kathrin kate katie katy cathy kathy kat kit kitty kasia kaska katya katja katia katka trina tina
cat karin kaja kati kath cath, michael mike mick mikey micky mickey mischa micha michel mitch mikhail
misha mihail michal miguel mikael mikel mihai micah, james jim jimmy jamie jem jay jaime seamus, joseph
joe joey jo jos josef sepp beppe giuseppe peppe pino jose josep pepe pep yusuf yosef youssef zef jozef
josip, jose chepe ze zeca, john jack johnny ian sean juan johan johann johannes hans ivan jan giovanni
joao, johannes jan hans hannes jo joop, jonathan jon johnny jonny jonty nathan, richard rick rich dick
ricky richie ricardo riccardo ritchie dickon, ricardo rico cardo ric, margaret maggie meg peggy marge
margie mags mog greta gretel margot margo maisie molly madge daisy rita, margarete margarethe margareta
margarita margarida margarita gretchen greta grete gretel marga rita marge maggie mags margriet griet,
malgorzata gosia malgosia goska gocha, christopher chris kit topher christoph kris krzysztof krzys
cristobal kristof christophe, christina christine kristina kristine chris chrissie chrissy tina kris
krissy kirsty kirsten cristina cris krystyna krysia stina nina, christian chris kris cristian, alexander
alex sandy xander alec sasha sascha sander alejandro alessandro aleksander aleksandr oleksandr olexandr
aleksandar alexandre alexandros iskander zander lex ale sandro sanya shura sashko olek alek ali lexi
alexis alexei, alexandra alex sandra sasha sascha aleksandra oleksandra alessandra alejandra xandra alexa
lexi lexie ale ola sandy shura sanja alix, alexei aleksei alyosha lyosha alex oleksiy alexey aleksey,
daniel dan danny dani danil danylo danyal danilo dane, daniela danielle dani danni danny ella, benjamin
ben benny benji benj benno benyamin, benedict benedikt benedetto ben benny benoit bento bene, samuel sam
sammy sami samu shmuel, samantha sam sammy sammi mantha, matthew matt matty matteo mateusz mat mats
mathias matthias matthieu mathieu mattias matthijs thijs mathew matti mateo, andrew andy drew andreas
andrej andrei andrzej andre andres andrea andriy ondrej anders andries jedrzej dries andras, andrea andi
andy drea, anthony antony tony anton antonio antoine ant toon anto antoni antek tonio tonino nino,
antonia antonina toni tonia nia tonya antonella, antonio toni tonho toninho tono, anton toni, nicholas
nick nico nicky nicolas nikolaus nikolas nikolaos nikos niko nikolai nikolay kolya klaus claus niklas
mykola mikolaj nils niels klaas nikita nic nicola nichol, nicole nicola nicky nikki nic nico nicolette,
patricia pat patty patti trish tricia patsy patri pati paddy, patrick pat paddy padraig padraic patrik
patricio paddie rick, padraig podge paudie paudge paddy, edward ed eddie ted ned eduard edouard eduardo
teddy edu edi lalo, theodore theodor ted theo teddy teo teodor fyodor fedor, david dave davey davie davy
dai dawid taffy, stephen stephan steven stefan steve stevie steffen esteban etienne stefano stepan
szczepan istvan ste steph stef pista esteve, stephanie stefanie stefania steph stef steffi stephie
steffie stefi stephi, gregory greg grigory grigori gregor grzegorz grzes grisha gregorio gregg, jennifer
jen jenny jenn jenna jenni jennie, rebecca rebekah rebekka becca becky bex becki, jessica jess jessie
jessi, victoria viktoria vicky tori vic vicki vikki viki wiktoria vika torie tory, victor viktor vic
wiktor vitya, timothy tim timmy timo timofey timotheus timur, philip phillip phil philipp felipe filip
philippe filippo pip flip fil, philippa pippa pip phil pippi, peter pete petey piotr petr pyotr pedro
pierre pieter piet petro petros pietro petter peder peadar petya per, charles charlie charley chuck carl
karl carlos chas chaz chip karel carlo carles karol charly karoly, charlotte charlie lottie lotte charly
lotta char carlotta karlotta chazza, caroline carolyn carol carrie caro lina carolina karolina karoline
lyn carly caz line, susan susanna susannah suzanne suzanna sue susie suzie suzy zuzanna zuzana susana
sanna zuza zsuzsanna sanne zuzia susi, deborah debra deb debbie debby debs dvora, barbara barb babs
barbie basia varvara baska varya bar barbora bara borbala, pamela pam pammy, judith judy jude judit
jutka, frances francesca franziska francisca franciszka fran franny fanny frankie franzi franka cesca
chesca paca paquita francoise fabienne, francis francisco franz francesco francois frank frankie
franciszek frans ferenc paco pancho curro franco cisco kiko chico fran quico xisco patxi chisco francesc
ciccio, ignacio nacho ignatius iggy ignaz ignasi inaki, frederick friedrich frederic frederik federico
fred freddy freddie fritz fede rik rick fredrik rico frits, frederica friederike fred freddie rike frieda
ricky, gabriel gabe gabi gabby gab gabor gavriel gabri, gabrielle gabriela gabriella gabriele gabby gabi
gaby gab brie ella gabri, henry henri heinrich hendrik enrique enrico henrique henrik harry hank hal
heinz heiner hein henk hinnerk rik quique kike henning rico harri, harold harry hal harald, jacob jakob
jake jakub jacques giacomo jaap jacobo kuba cobus koos santiago diego iago jago james jacopo yakov jack
jeppe jacky jacko, santiago santi yago chago, joshua josh joshy, kenneth ken kenny kenji, lawrence
laurence lorenz laurent lorenzo larry laurie lars lauri loz lozza lawrie laz renzo vavrinec, laura laurie
lori lauren laurel lau lala, leonard leonardo leonhard leo len lenny leon lennart lennie leandro, leon
leo leonid lyonya, maximilian maximilien massimiliano maximiliano maximus max maxi maxim maks maksim
maksym maksymilian massimo, natalie natalia nathalie nataliya natalya nat natasha nati nata talia tasha
natty natka, natasha tasha nat nats, nathan nate nat nath, nathaniel nathanael nate nat nath, oliver
olivier olly ollie oli olivero noll, olivia liv livvy livia ollie livi, raymond ray ramon raimund mundo
raimundo, ronald ron ronnie ronny ronaldo, stuart stewart stu stew, walter walt wally gualtiero, zachary
zachariah zach zack zac zak zacharias, abigail abby abi gail abbie, isabella isabelle isabel isobel
ysabel izabela bella izzy belle isa bel izzie issy ishbel iza isi bela, eleanor eleonora elinor eleonore
ellie nell nora elle lena nellie nelly ella lea leonora lenore lora, helen helena helene elena olena
yelena eleni ellen lena leni nell nellie elaine ilona heleen len alyona jelena, josephine josefine
josefina giuseppina jo josie jozefina pepa pina fifi finchen jojo, joanna johanna joanne jo jojo asia
joan jana hanna hanne janna aska joasia giovanna ioanna janneke hannie, jane jeanne juana janina jennie
janie jeannie jany janice jan, jacqueline jackie jacky jacqui jaqueline jax, valerie valeria val vale
valya vally lera, michelle michele shell shelly michaela mich chelle micha mika mickey shelley, alan
allan allen al alun alain, albert alberto al bert bertie albie berto albrecht, alfred al fred alf alfie
alfredo fredo freddy, arthur art artie artur arturo, bernard bernhard bernie bernd bernardo benno nardo
bern, bernadette bernie detta, bradley brad, bronislaw bronek, cameron cam, clifford cliff, clinton
clint, cornelius cornelis kees cor con neil conny corneel, cornelia nele corrie conny corry, curtis curt,
cynthia cindy cyn, cyril ciro, dominic dominik dom nic domenico domi domingo mingo, donald don donnie
donny, dorothy dorothea dorota dot dottie dolly thea doro dora dorotea dory, douglas doug dougie, dmitri
dmitry dmytro dima dimitri dimitris mitya dimitrios mitsos mitja, ebenezer eben, edgar ed eddie, edmund
ed eddie ted ned edmond, edwin ed eddie, edith edie ede, emily emilia emma em emmy millie milly emmie ems
mila emi, emma em emmy ems, emmanuel emanuel manuel manny manu manolo manolis manos, emmanuelle manu
emma, ernest ernst ernesto ernie erno, eugene eugen gene eugenio yevgeny evgeny zhenya evgeni yevhen,
eugenia evgenia zhenya genia, evelyn eve evie ev, eva eve evie ewa evita, fatima fatimah fati fatma
fatoumata fatou tima, fernando nando fer ferdinand ferdi fernand ferdy, florence flo florrie flossie
florentyna, florian flo flori, geoffrey jeffrey jeff geoff jeffery, george georg georges giorgio jorge
jerzy jurgen jorgen joris jurek yuri yury georgie giorgos yorgos yiorgos georgios iurie goran gyorgy jiri
jorg jordi juri, georgina georgia georgie gina george, gerald gerard gerhard gerry jerry ger gert gerd
gerrit, geraldine gerry deena, gertrude trudy gert gertie trude, giovanni gianni nino vanni gio gianluca,
giuseppe beppe pino, gianluca luca gianlu, guadalupe lupe lupita, gwendolyn gwendoline gwendolen gwen
wendy, harriet hattie harrie etta, hannah hanna hana han hannie hanneke, herbert herb bert herbie, hugh
hugo hugues huw ugo hughie, humphrey hum, ioannis yiannis yannis giannis yianni john janis yanis, ines
agnes nessa agnieszka aga agnese, agnieszka aga jagna, isaac ike zak isaak izzy, isidore izzy, jadwiga
jadzia hedwig, jan janek jasiek janusz, janet jan jess jenny nettie, janice jan, jeremy jeremiah jerry
jem jez jeremias jezza, jerome jerry, jesus chuy chucho susu, joachim jochen joaquin joaquim achim jo kim
quim, jocelyn joss joy, jordan jordi jordy judd, josefa pepa, juliet juliette julia juliana jules julie
jul juli giulia giulietta julka, julian jules julien jul julio, julia julie jules juli, jules julius,
karen kaz karin, kevin kev, kimberly kimberley kim kimmy, konstantin konstantinos kostas kosta costas
dinos kostya dino costa constantin constantine gus costin, krishna kris, kristin kris kirsten kristen,
laszlo laci, leandro lee, leopold leo poldi, leroy lee roy, leslie les, lillian lilian liliana lily lil
lili lilly, linda lin lindy, lindsay lindsey linz, lionel leo leonel, louis luis lewis lou ludwig luigi
lutz louie lajos luiz lluis, louise luise luisa lou lulu, lucas lukas lucasz lukasz luke luc luca luka,
lucy lucia lucie lou luci luz, ludwig lutz wiggerl, lodewijk, lynette lynn lyn, madeleine madeline
magdalena maddy maddie mads madelief lena leni maggie, magdalena magda lena leni magdi malena, manuel
manu manolo manny, manuela manu ela nela, marcus markus marc mark marco marcos marek, marcel marcello,
mariana marianne marianna marian mari nanna, maria mary mia maja mariya masha mariam miriam maryam mimi
ria, marie mia mimi manon, mary maria moira maire mairi marija marika marya maruska molly mitzi, mary
molly polly mae, mariela mari, marina mari, martin marty martijn tijn marcin martino, martina tina
martine tine, maryam mariam miriam meryem mariamne, mateusz mati, maurice moritz mauricio maurizio mo
morris maury, maureen mo, melanie mel melly mela, melissa mel missy lissa, melvin mel, mercedes merche
meche, meredith merry, mervyn merv, mildred millie, milton milt, miranda mandy randa, amanda mandy manda,
miroslav mirek mirko miro, mohammed muhammad mohamed mohammad mehmet mo moe hamid mahomet mohd mamadou
muhammed ahmed hammad, mohan mo, moses moshe musa moshi mo, montgomery monty, morgan mo, nadezhda nadia
nadya, nancy nan, nigel nige, norman norm, ophelia, oswald oz ozzie ossie, otto, pablo paul, paul pavel
pawel paulo pablo paolo pauli pol paal, paula paulina pauline pavla polly pau, penelope penny pen nell,
percival percy, pericles, phoebe phebe, priscilla prisca cilla scilla, prudence prue, rachel rach raquel
rahel rae ray, rafael raphael rafa rafal raf rafi rafe raffaele, rajesh raj, rajendra raj, ramakrishnan
ram rama, randall randy, randolph randy, raul, reginald reg reggie, reinhard, renata rena, roderick rod
rory rodrigo, rodney rod, rodrigo rodri, roland rolly rolando, romuald, rosalind ros roz rosie rosalinda
lindy, rosemary rosie rosemarie ro romy, rose rosie rosa, rosa rosita, roxana roxanne roxy, rudolf rudi
rudolph rudy rodolfo, rupert ruprecht, russell russ, ruth ruthie, salvador salvatore sal chava toto turi,
sarah sally sadie sal, sara sally sadie sal sari, sebastian seb bas sebas sebastien bastian bastien sebi
basti baz, serge sergei sergey sergio serhiy seryozha, shannon, sheila, sidney sydney sid syd, silvia
sylvia sylvie sil, simon simeon sim szymon si symon semyon, simone simona, solomon sol sal shlomo salomon
suleiman, sophia sofia sophie sofie zofia sonia sonja zosia sonya sofi soph, spyridon spyros spiro,
stanislav stanislaw stan stas staszek stanley, stanley stan, stella, susanne susi sanne, svetlana sveta
lana, sven, sylvester silvester sly, tadeusz tadek, tatiana tanya tania tatjana tata, terence terrence
terry tel, teresa theresa therese tess terri terry tessa tere tracy tresa reese thea, tobias toby tobi
tobiah, tomasz tomek, ulrich uli ullrich ulli udo, ulrike ulla uli rike, ursula uschi ulla orsolya,
valentin val valentine valentina, vasily vasilis basil vasil vassilis vasya vasileios bill billy, vanessa
nessa van, veronica veronika ronnie vero nika ronni roni, vincent vince vinnie vinny vinzenz vicente
vincenzo enzo vin cenzo chente, virginia ginny ginger ginnie virgie, vladimir volodymyr vova vlad volodya
wladimir vladi, wenceslas vaclav vasek, wilhelmina mina willa wilma minnie billie mien, winifred winnie
freddie win, winston win, wolfgang wolf wolfi, wojciech wojtek, xavier javier xavi javi xaver, yolanda
yoli, yvonne vonnie, yvette, zbigniew zbyszek, zdenek, zsofia zsofi, abdul abdullah abdel, abdulrahman
abdurrahman abderrahman abdul rahman, abdulaziz abdelaziz abdul aziz, abdulmalik abdul malik, abdulkarim
abdelkarim abdul karim, abdulkareem abdul kareem, abdullah abdallah abdul, aleksandra ola, bartholomew
bart bartholomaeus barry, bartlomiej bartek bartosz, bartosz bartek, boguslaw bogdan, bozena, kazimierz
kazik, przemyslaw przemek, slawomir slawek, jaroslaw jarek, radoslaw radek, miroslaw mirek, dariusz
darek, mariusz, arkadiusz arek, zuzanna zuzia, mateusz mateo, grzegorz grzesiek, ryszard rysiek, boris
borya, lyudmila lyuda mila ludmila, lyubov lyuba, anastasia nastya stacy stasia anastasiya tasia, galina
galya, irina ira irena iryna, larisa lara, olga olya, oksana ksenia xenia ksusha, yaroslav slava yarik,
vyacheslav slava, svyatoslav slava, anna annie anya ania anka annika anneke anouk anja anushka asya
annette ani nina, ann annie nan nancy, anne annie anouk annette, ana anita ani, anneliese annelies anneke
lies liesl, annemarie annie rie, antje, dolores lola loli, consuelo chelo, concepcion concha conchi
conchita concepta, rosario charo, pilar pili, encarnacion encarna, mariajose mariajose, mariateresa
maite, eduardo lalo edu, rafael rafa, gonzalo gon, guillermo memo guille, hugo ugo, joaquin quino,
fernando nano, ignasi nacho, alberto beto, roberto beto tito robby, humberto beto, gilberto beto gil,
heriberto, norberto, jorge coque, luis lucho, mauricio mau, oscar oskar osk, sergio checo, vicente
chente, chukwuemeka emeka, emeka chukwuemeka nnaemeka, oluwaseun seun, oluwatobi tobi, oluwafemi femi,
olufemi femi, babafemi femi, adebayo bayo ade, adeola ade, abiodun biodun abbey, olusegun segun,
oluwakemi kemi, yetunde yetty, folasade sade folashade, temitope temi tope, temitayo temi tayo, ayodele
ayo dele, ayodeji ayo deji, chinedu nedu, chidinma dinma chidi, chiamaka amaka, chinwe, chukwudi chudi,
ngozi ngo, ifeoma ify, obinna obi, kelechi kele, uchenna uche, ikechukwu ike iyke, emmanuel emma,
ebenezer ebo, kwabena kobby, kwadwo kojo, kofi, kwame, sibusiso sbu, thandiwe thandi, nomvula, nontobeko
ntobeko, thandeka thandi, siphiwe sphiwe, bongani, venkataraman venkat, venkatesh venky venkat,
subramanian subbu subra, balasubramanian bala, krishnamurthy krish, ramesh ram, suresh, lakshmi laxmi,
priyanka priya pri, aishwarya aish ash, siddharth sid siddhartha, harpreet happy harry, jaspreet jas,
gurpreet guri, manpreet mani, harvinder harry, rajinder raj, surinder, deepak, sanjay sanj sanju,
abhishek abhi, aditya adi, vikram vik vicky, rahul, hyunwoo, aoife eva, siobhan shiv shivaun joan,
sinead jane, roisin rosie rosaleen, caoimhe keeva, niamh neve neeve, padraig pat, seamus shay, eoin owen
eoghan, eoghan owen, ciaran kieran, orlaith orla, grainne grania, tadhg tim tadgh, diarmuid dermot
diarmaid, conchobhar conor, cathal charles, maeve meadhbh medb, eilidh ailie, mhairi mairi vari, hamish
jim james seamus, alasdair alistair al alastair alisdair alec ally alister, gethin, rhiannon rhi, catrin
cat, guinevere gwen, llewellyn lyn, ffion fi, fiona fi, josefina fina, ottilie otti tilly, mathilda
matilda tilly mathilde tilda, clementine clem clemmie, clement clem, rosalie rosie, bettina betty tina,
augustus gus august augustin gustl, gustav gus gustavo gustaf, angus gus, fergus gus, wendeline wendy,
wilfred wilf fred, winnifred winnie, lazaros, panagiotis panos takis, athanasios thanasis, evangelos
vangelis, anastasios tasos, apostolos tolis, stylianos stelios, charalampos babis haris, theodoros theo
thodoris, eleftherios lefteris, efstathios stathis, aristotelis aris, konstantina dina, paraskevi vivi,
georgia, evgeniy zhenya, bogumila, hieronymus, hubertus hubert bert, lambertus bert lambert, engelbert
bert, gijsbert gijs, adrianus ad adriaan arie, adrian adi ade, theodorus theo, hendrika riek, geertruida
truus, jacoba coby, petronella nel petra, johanna jo, wilhelmus wim, antonius toon ton anton, franciscus
frans, gerardus gerard, martinus martin tinus, maarten, nicolaas klaas nico, sjaak jacques, reinhardt,
dietrich dieter, siegfried sigi, sigurdur siggi, gudmundur gummi, gudrun gunna, kristjan kiddi, jon
nonni, bjorn bjossi, magnus maggi, einar, thorsteinn steini, olafur oli, sigridur sigga, ragnheidur
ragga, ingibjorg inga, margret magga, gustavo tavo, montserrat montse, inmaculada inma, milagros mila,
soledad sole, mercedes merce, esperanza espe, salome, rigoberto, leocadia, sebastiao tiao, joseluis
pepelu, antonella anto, domenica mimma, luigi gigi, giacomo mino, raffaella raffa, costantino tino,
agostino tino, valentino tino, martino tino, ernesto neto, adalberto, osvaldo
"""

# One letter apart and yet two people's names: not a slip but somebody else.
_DIFFERENT = """
robert roberto roberta, simon simone simona, daniel daniele daniela danielle, paul paula paulo, mario
maria marie, julian juliana juliane, martin martina martine, carlo carla carlos, antonio antonia, jan
jana jane, michel michele, gabriel gabriele gabriela, andre andrea andrei, alexander alexandra, oliver
olivia, stephan stephanie, francesco francesca, eric erica, erik erika, george georgia, louis louise
louisa, christian christina christiana, fabio fabia, patrick patricia, bernard bernardo, ricardo ricarda,
emil emily emilia, claudio claudia, julio julia, luca lucia, milan milana, roman romana, ivan ivana, dan
dana, joan juan jean, denis denise, rene renee, valentin valentina, justin justina, nicolas nicola
nicole, leonard leonardo
"""

_NAMES = """
aaron abdul abena abeni abiola adaeze adam adel adele aditi aditya adriana adrien afia agata agathe
agnieszka ahmad ahmed aidan aisha aishwarya akash akosua akua alba aleksandra alena alessandro alfie
alhassan ali alice alicia alina alison aliyah alma alya amara amelia amelie amina amir amit amrita amy
ana anand anders andreea andrzej anette angela anika anil anita anjali anke ankit ann anna anneke annika
anouk anselm ansgar antje anton anwar aoife arash arjun arman arnaud arne arvind asha ashish ashley ashok
asif asma astrid audrey aurelie aurelio ava axel ayaka ayesha aylin ayo ayodele aziz azra babak bahar
balazs barnaby bartek basma beata beate beatrice beatriz bella benedikt benoit berit bernd bettina bianca
bilal birgit bjarne bjorn bogdan bojan boris brenda brendan brian bridget brigitte britta bronwyn bruno bryan
camila camille carina carlos carmen carol carsten catarina cecilia cecile celine cem cesar chandra
chantal chantelle chi chiara chidi chidinma chinedu chinwe chiamaka cillian claire clara claudia clemens clotilde
colin colleen connor conor cormac corinna corinne cosima cristian cristina dagmar damian damien daniela
danuta daria dario darren dasha deepa deepak deirdre delia delphine denis denise derek deshawn devika
diana diarmuid dieter dilip dimitra dina dinesh divya dmytro dolores dominika donna dorota doris dorothea
duc dylan ebony eduardo efua eileen eilidh einar ekaterina elaine elena eleni elias elif elin elisa elke
ella ellen elodie eloise elsa elspeth elvira emeka emil emilia emma emre enrique erik erika erin esra
esther estelle eunji eva fabian fabien fabio farah farid farida fatima fatou fatoumata federico felicity
felipe femi ferdinand fernanda fernando fiona florian folasade franck frank freya fumiko gabriela gareth
gavin gemma gerda gianni gillian gintaras giorgia giorgos gisela giulia glenn gloria goran grainne graham
greta grzegorz gudrun guido guillaume gunnar gunter guy gwendolyn hafsa hakan hamid hamish hana hanna
hannah hannes hans harish harriet hasan hassan heather hedda heidi heike heinz helen helena helga helmut
hendrik henrik hilary hilda hiroshi holger huda hui hussein ian ibrahim ida ifeoma ignacio ilaria ilse
imani imran ines inga ingrid ioana irena irene irina iris isabel isabella isla ismail istvan ivan ivana
ivo jacek jack jacinta jakub jamal james jana jane jannik jasmine jason javier jayden jean jeanette jeff
jelena jens jeremy jerome jessica jia jiho jin joana joanna joao joaquim joel johan johanna jolanta jonas
jorge jorgen jose joshua joyce juan julia juliane julie junho jutta kacper kai kamal kamau karen karim
karin karina karl karla karolina kasia katarina katarzyna kateryna kathleen katja katrin kavita keiko
keisha keith kelechi kelly kemal kemi kenji kerstin kevin khadija khaled kim kiran kirsten kirsty klara
klaus kofi konrad kourosh krisztina kristen kristina kumar kwabena kwame kwasi kyle lakshmi lara larissa
lars latisha laura lauren laurent layla lea leah leanne leila lena lennart leonie lerato leszek leticia
lewis liam lidia liesbeth lieke lila lin linda linh linus lisa liz lorenzo lorna lorraine lotte louis
louise luc luca lucas lucia lucie lucinda ludovic luis luisa lukas luke lydia lynn maarten maciej
madeleine magda magnus mahmoud mai maja malgorzata malik mamadou manfred manuela marc marcel marcin
marcos marek margit maria mariana marianne mariam marie marija marijke marika marina marion marisa marit
marius mariusz marko marlene marta martha martin martina mary maryam masha mateo mateusz matilda matteo
matthew maureen maxime maya mehdi mehmet mei melanie melissa meera meike mercy mhairi michal michele miguel
mihai miho mike milan milena minjun mina minh mira miriam miroslav mohamed mohammed moira mona monica
monika morgane moritz mounir mpho muhammad murat mustafa nadia nadine naledi nanami nancy naomi nasser
natalia natalie natasha nathalie neha neil nelson ngoc ngozi nguyen niall niamh nicolas nicole nigel
nikhil niklas nikolai nils nina niamh nkechi nnamdi noah noel noemi nomvula noor nora norbert norman nour
nuno obinna oksana olaf ole olena olga olivia omar orla osama oskar otieno ottilie owen padma pamela
paola paolo patricia patrick paul paula paulina paulo pauline pawel pedro peter petra petros philippa pia
pierre pieter pilar piotr pooja prakash pranav prasad preeti priscilla priya priyanka rachel radek rafael
rahul raj rajesh ralf ramesh ramon rania raphael rashid raul ravi rebecca regina reinhard renata renate
rene reza rhiannon rhys ricardo rita roberta roberto rohan roisin roland rolf romain roman ronald rosa
rosalind rosemary roxana ruben rudolf ruth ruud ryan sabine sabrina sadia saeed said sakura salma salome
samir samira sandeep sandra sanjay sanna santiago saoirse sara sarah saskia satoshi saurabh sean
sebastian selma serge sergei sergio seun shanice sharon sheila shirin shu siobhan sibusiso sifiso silke
silvia simone sinead sipho siyabonga sofia solveig sonia sonja sophie soren stefan stefania stefano
steffi stephanie stine stuart sunita suresh susan susanne svetlana sven swati sylvia sylvie tadhg taiwo
tamara tamsin tania tariq tatiana tendai tereza thabo thandeka thandi theresa thierry thomas thulani thuy
tiago tiffany tobias tom tomas tomasz tove tracey tracy trevor tuan tunde turgut ulla ulrich ulrike uma
umar ursula valeria valerie vanessa vasilis venkatesh vera verena veronica viktor viktoria vikram vincent
vinod viola vusi wanjiru waleed wei wendy wiebke wilhelm wojciech wouter xavier ximena yannick yannis
yara yasmin yetunde yiannis yolanda youssef yuki yusuf yvette yvonne zainab zanele zara zeynep zofia
zoltan zsofia zuzana hildegard ingeborg hannelore annelise rune
"""

# Short forms that are everyday words, places or brands as well: at the head of a sentence they name nobody.
_WORDS_TOO = frozenset(
    "will wills bill billy rob sue pat mark rich art ray may june rose grace joy dot gene chip drew"
    " jay fran cat pip win don sole con dick nan van pen tel char line ant mat ola meta lex lies else"
    " norm sly per mo si jo fred wolf gus penny daisy sandy ginger ginnie merry happy angel curt cliff"
    " jordan charlotte victoria florence sydney sidney hal hum oz sim sol costa tito nate lea viola"
    " iris regina asia pace rita rope rod reg cam fi mel tin bas kit mila san min jun jin hui shu mai"
    " lin ida amazon mimi pino toro alba ava elle india china georgia virginia carolina milan roman"
    " paris valencia gloria nancy noel sal stew cam con dale dom etta gale hank jack jude kitty lance"
    " lane lily ling lou max mae merry mila miles nick nina opal pearl polly rosy sandra stan tony val"
    " vera vic wally frank grant guy tad tim ted dan sven axel santa star tasha".split()
) - frozenset(
    "jack max nick tony tim ted dan frank fred nina sandra sven axel tasha vera ida rita lily stan lou".split()
)

# First names that are plain English words; those among the names above are known from there.
_NAMES_TOO = frozenset(
    "amber jade holly ruby faith hope grace hazel olive robin pearl violet dawn reed dean earl dale clay"
    " piper ivy miles crystal rowan ash hyacinth precious patience blessing comfort bud chase wade ward"
    " brook woody rusty sterling peg lance heath constance prudence mercy honor honour melody harmony fern"
    " flora poppy primrose marigold myrtle saffron rosemary laurel jasmine april august sonny chuck buck"
    " hunter mason carter cooper tanner tucker parker porter taylor turner sawyer archer josh willow wren"
    " misty verity felicity jean neil les des dev troy opal warren beryl dirk skip"
    " grant ludo sage gill glen trey sierra destiny dotty kip winsome".split()
)

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ə": "e",
    }
)
_WRITTEN_OUT = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "å": "aa",
        "đ": "dj",
        "ñ": "ny",
        "ə": "a",
        "ð": "th",
        "ß": "ss",
    }
)

SUFFIXES = (
    "-san",
    "-sama",
    "-kun",
    "-chan",
    "-ji",
    "-ssi",
    "-nim",
    "-bhai",
    "-ben",
    "-saan",
    "-hanım",
    "-bey",
)
"""What Japanese, Korean, Indian and Turkish usage hangs on to a name."""


@cache
def _groups() -> tuple[str, ...]:
    """The groups as texts with a space around every name; searching them is cheaper than a table."""
    return tuple(f" {' '.join(group.split())} " for group in _SHORT_FORMS.split(","))


@cache
def _all_names() -> str:
    return f"{''.join(_groups())} {' '.join(_NAMES.split())} "


def _share_group(a: str, b: str) -> bool:
    """True where two `bare` names stand in one group of short forms."""
    a, b = f" {a} ", f" {b} "
    return a in _all_names() and b in _all_names() and any(a in group and b in group for group in _groups())


@cache
def _different() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(names.split()) for names in _DIFFERENT.split(","))


def is_first_name(word: str) -> bool:
    """True for a name that is common somewhere in the world and no everyday word or place in English."""
    name = bare(word)
    return f" {name} " in _all_names() and name not in _WORDS_TOO


def may_be_first_name(word: str) -> bool:
    """True for a common first name though it is an everyday word as well: "Mark", "Grace"."""
    name = bare(word)
    return f" {name} " in _all_names() or name in _NAMES_TOO


def bare(name: str) -> str:
    """A name in lower case without accents, strokes and marks, for comparing: "Łukasz" is "lukasz"."""
    decomposed = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    return "".join(c for c in decomposed if c.isalnum())


def spellings(name: str) -> tuple[str, ...]:
    """`bare` and, where they differ, the same with letters written out: "Jörg" is "jorg" and "joerg"."""
    lower = unicodedata.normalize("NFC", name.casefold())
    return tuple(dict.fromkeys((bare(name), bare(lower.translate(_WRITTEN_OUT)))))


def name_words(text: str) -> Iterator[str]:
    """The words of a name or a text; hyphens and apostrophes stay inside, honorific endings go."""
    for piece in plain(text).replace("_", " ").split():
        word = piece.strip(".,;:!?()[]{}<>\"'*/|+&@#–—-")
        for part in word.replace("@", " ").replace("/", " ").split():
            low = part.lower()
            part = part[:-2] if low.endswith("'s") else part
            ending = next((e for e in SUFFIXES if low.endswith(e)), "")
            part = part[: -len(ending)] if ending else part
            if part and any(c.isalpha() for c in part):
                yield part


def is_latin(name: str) -> bool:
    """True where the letters of a name are Latin ones."""
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def same_name(a: str, b: str) -> bool:
    """True for one name in two spellings, an initial, half of a double name, or a usual short form."""
    return bool(set(spellings(a)) & set(spellings(b))) or _is_initial(a, b) or is_short_form(a, b)


def _is_initial(a: str, b: str) -> bool:
    short, long = sorted((bare(a), bare(b)), key=len)
    return len(short) == 1 and long.startswith(short)


def is_short_form(a: str, b: str) -> bool:
    """True where two different names are usually one person's: Tom and Thomas, Jane and Mary-Jane."""
    plain_a, plain_b = bare(a), bare(b)
    if _share_group(plain_a, plain_b):
        return not _are_full_names(plain_a, plain_b) and not _sound_alike(plain_a, plain_b)
    halves_a, halves_b = _halves(a), _halves(b)
    if len(halves_a) > 1 and len(halves_b) > 1:
        return len(halves_a) == len(halves_b) and all(
            same_name(x, y) for x, y in zip(halves_a, halves_b, strict=True)
        )
    if len(halves_a) > 1 or len(halves_b) > 1:
        return any(same_name(x, y) for x in halves_a for y in halves_b)
    short, long = sorted((plain_a, plain_b), key=len)
    return _is_cut(short, long)


def _halves(name: str) -> tuple[str, ...]:
    return tuple(half for half in name.split("-") if half)


def _are_full_names(a: str, b: str) -> bool:
    """True where the table has them in one group but they are two people's (Daniela, Danielle)."""
    return any(a in names and b in names for names in _different())


# Letters that are taken for each other when a name is written by ear: Marc and Mark, Vicky and Vicki.
_BY_EAR = tuple(frozenset(pair) for pair in "ck iy jy fv sz cs uw dt".split())


def _sound_alike(a: str, b: str) -> bool:
    """True for two spellings by ear of one full name: one letter for another, a doubled one, an h."""
    if len(a) == len(b):
        apart = [{x, y} for x, y in zip(a, b, strict=True) if x != y]
        return len(apart) == 1 and apart[0] in _BY_EAR
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and any(
        long[:i] + long[i + 1 :] == short and (long[i] == "h" or long[i] == long[i - 1])
        for i in range(1, len(long))
    )


def _is_cut(short: str, long: str) -> bool:
    """True where `long` begins or ends with a short form: Flo(rian), Santi(ago), (Mar)tina, Novak(ova)."""
    if len(long) - len(short) < 2:
        return False
    if any(short in names and long in names for names in _different()):
        return False
    if long.endswith("ova") and long[:-3] in (short, short.removesuffix("a")):
        return True
    if 3 <= len(short) <= 4 and long.startswith(short):
        return True
    if 4 <= len(short) <= 5 and long.endswith(short):
        return True
    ending = next((e for e in ("ey", "ie", "y", "i") if short.endswith(e)), "")
    stem = short[: len(short) - len(ending)]
    stem = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    return bool(ending) and 3 <= len(stem) <= 4 and long.startswith(stem)


def is_misspelling(written: str, name: str) -> bool:
    """True where two different names are one slip apart: a letter more, less, other or swapped."""
    a, b = bare(written), bare(name)
    if set(spellings(written)) & set(spellings(name)) or _are_full_names(a, b):
        return False
    short, long = sorted((a, b), key=len)
    if len(short) < 3 or len(long) < 4 or len(long) - len(short) > 1:
        # "Tim" is nobody's slip for "Tom".
        return False
    if len(a) == len(b):
        first = next(i for i in range(len(a)) if a[i] != b[i])
        swapped = a[first : first + 2] == b[first : first + 2][::-1] and a[first + 2 :] == b[first + 2 :]
        return a[first + 1 :] == b[first + 1 :] or swapped
    if len(short) == 3 and short[0] != long[0]:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def is_near(written: str, name: str) -> bool:
    """True where two long names have their first letter and all but two of the others in common."""
    a, b = bare(written), bare(name)
    if is_misspelling(written, name):
        return True
    return len(a) == len(b) >= 5 and a[0] == b[0] and sum(x != y for x, y in zip(a, b, strict=True)) <= 2


def is_written_together(written: Sequence[str], names: Sequence[str]) -> bool:
    """True where one side writes in one word what the other writes in two ("Hyun Woo", "Hyunwoo")."""
    return bool(_joined(written) & {bare(n) for n in names} or _joined(names) & {bare(w) for w in written})


def _joined(words: Sequence[str]) -> set[str]:
    return {bare(a + b) for a, b in pairwise(words)}
