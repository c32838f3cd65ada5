//! Where the sample organisations are, and what people and organisations are
//! called there. Cities are real; every organisation but the cities' own
//! administrations is made up, and all are marked as sample.

/// One country with names as they are usual there.
pub struct Place {
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// Its telephone prefix.
    pub dialling: u16,
    /// Three cities.
    pub cities: [&'static str; 3],
    /// What a city's administration is called; `{}` stands for the city.
    pub administration: &'static str,
    /// What a public service of a city is called.
    pub service: &'static str,
    /// Two associations or foundations.
    pub associations: [&'static str; 2],
    /// Given names: first and third of women, second and fourth of men.
    pub given: [&'static str; 4],
    /// Family names in the same order.
    pub family: [&'static str; 4],
}

macro_rules! places {
    ($($country:literal $dialling:literal $cities:tt $administration:literal $service:literal $associations:tt $given:tt $family:tt;)*) => {
        /// All places, by country code.
        pub const PLACES: &[Place] = &[$(Place {
            country: $country,
            dialling: $dialling,
            cities: $cities,
            administration: $administration,
            service: $service,
            associations: $associations,
            given: $given,
            family: $family,
        }),*];
    };
}

#[rustfmt::skip]
places! {
    "AL" 355 ["Tiranë", "Durrës", "Shkodër"] "Bashkia {}" "Qendra Sociale, {}"
        ["Shoqata Dora e Hapur", "Fondacioni Bashkë"] ["Elira", "Arben", "Drita", "Ilir"] ["Hoxha", "Leka", "Prifti", "Dervishi"];
    "AT" 43 ["Graz", "Linz", "Salzburg"] "Stadt {}" "Sozialzentrum {}"
        ["Verein Nachbarschaft Leben", "Stiftung Offene Tür"] ["Katharina", "Lukas", "Johanna", "Stefan"] ["Gruber", "Huber", "Pichler", "Moser"];
    "BE" 32 ["Gent", "Liège", "Leuven"] "Stad {}" "OCMW {}"
        ["vzw Thuis in de Buurt", "ASBL Main Tendue"] ["Lotte", "Mathieu", "An", "Youssef"] ["Peeters", "Dubois", "Claes", "Lambert"];
    "BG" 359 ["Пловдив", "Варна", "Русе"] "Община {}" "Център за социални услуги, {}"
        ["Фондация „Отворена врата“", "Сдружение „Заедно напред“"] ["Elena", "Georgi", "Mariya", "Dimitar"] ["Ivanova", "Petrov", "Koleva", "Stoyanov"];
    "CH" 41 ["Bern", "Lausanne", "Winterthur"] "Stadt {}" "Soziale Dienste {}"
        ["Verein Brückenschlag", "Association Le Lien"] ["Céline", "Reto", "Ursina", "Marc"] ["Keller", "Favre", "Brunner", "Rochat"];
    "CY" 357 ["Λευκωσία", "Λεμεσός", "Λάρνακα"] "Δήμος {}" "Κέντρο Κοινωνικής Στήριξης, {}"
        ["Σύνδεσμος Δίπλα σου", "Ίδρυμα Ανοιχτή Αγκαλιά"] ["Andri", "Christos", "Eleni", "Marios"] ["Georgiou", "Charalambous", "Ioannou", "Savva"];
    "CZ" 420 ["Brno", "Olomouc", "Ostrava"] "Statutární město {}" "Centrum sociálních služeb, {}"
        ["Spolek Blízko domova", "Nadace Otevřené dveře"] ["Tereza", "Jakub", "Alžběta", "Ondřej"] ["Nováková", "Dvořák", "Černá", "Procházka"];
    "DE" 49 ["Bremen", "Leipzig", "Freiburg"] "Stadt {}" "Amt für Soziales, {}"
        ["Verein Zuhause im Quartier", "Stiftung Mittendrin"] ["Anke", "Jonas", "Fatma", "Matthias"] ["Schröder", "Yılmaz", "Bergmann", "Krüger"];
    "DK" 45 ["Aarhus", "Odense", "Aalborg"] "{} Kommune" "Socialcenter {}"
        ["Foreningen Fælles Hverdag", "Fonden Nabohjælp"] ["Mette", "Søren", "Kirsten", "Lars"] ["Nielsen", "Østergaard", "Møller", "Kjær"];
    "EE" 372 ["Tartu", "Pärnu", "Narva"] "{} linnavalitsus" "Sotsiaalkeskus, {}"
        ["MTÜ Hea Naaber", "SA Avatud Uks"] ["Kadri", "Märt", "Liis", "Tõnu"] ["Tamm", "Sepp", "Kõiv", "Rebane"];
    "ES" 34 ["Zaragoza", "Gijón", "Málaga"] "Ayuntamiento de {}" "Centro de Servicios Sociales, {}"
        ["Asociación Puerta Abierta", "Fundación Cerca de Ti"] ["Lucía", "Íñigo", "Carmen", "Andrés"] ["Muñoz", "Ibáñez", "Ortega", "Peña"];
    "FI" 358 ["Tampere", "Turku", "Oulu"] "{} kaupunki" "Sosiaalikeskus, {}"
        ["Yhdessä kotona ry", "Lähellä-säätiö"] ["Aino", "Mikko", "Päivi", "Jukka"] ["Virtanen", "Mäkelä", "Hämäläinen", "Salo"];
    "FR" 33 ["Nantes", "Grenoble", "Rennes"] "Ville de {}" "Centre d'action sociale, {}"
        ["Association Porte Ouverte", "Fondation Voisins Proches"] ["Aurélie", "Karim", "Hélène", "Benoît"] ["Lefèvre", "Benali", "Moreau", "Garnier"];
    "GB" 44 ["Bristol", "Sheffield", "Dundee"] "{} City Council" "{} Adult Social Care"
        ["Open Door Network", "Neighbours Together Trust"] ["Priya", "Gareth", "Siobhan", "Callum"] ["Hughes", "Okafor", "Campbell", "Whitfield"];
    "GE" 995 ["თბილისი", "ქუთაისი", "ბათუმი"] "{}ს მერია" "სოციალური ცენტრი, {}"
        ["ასოციაცია „ღია კარი“", "ფონდი „ერთად“"] ["Nino", "Giorgi", "Tamar", "Levan"] ["Beridze", "Kapanadze", "Lomidze", "Maisuradze"];
    "GR" 30 ["Θεσσαλονίκη", "Πάτρα", "Ηράκλειο"] "Δήμος {}" "Κέντρο Κοινότητας, {}"
        ["Σύλλογος Ανοιχτή Πόρτα", "Κοινωνική Συνεταιριστική Γειτονιά"] ["Maria", "Nikos", "Eirini", "Yannis"] ["Papadopoulou", "Nikolaidis", "Georgiadi", "Vlachos"];
    "HR" 385 ["Rijeka", "Split", "Varaždin"] "Grad {}" "Centar za socijalne usluge, {}"
        ["Udruga Otvorena vrata", "Zaklada Susjed"] ["Ivana", "Marko", "Željka", "Tomislav"] ["Kovačević", "Babić", "Jurić", "Šimić"];
    "HU" 36 ["Pécs", "Szeged", "Győr"] "{} Önkormányzata" "Szociális Központ, {}"
        ["Nyitott Ajtó Egyesület", "Közel Alapítvány"] ["Zsófia", "Gábor", "Ágnes", "Bence"] ["Szabó", "Tóth", "Kiss", "Németh"];
    "IE" 353 ["Cork", "Galway", "Limerick"] "{} City Council" "{} Family Support"
        ["Doras Oscailte", "Good Neighbours Ireland"] ["Aoife", "Ciarán", "Niamh", "Declan"] ["Ní Bhriain", "Kelleher", "Moran", "Byrne"];
    "IS" 354 ["Reykjavík", "Akureyri", "Kópavogur"] "{}, velferðarsvið" "Félagsþjónusta, {}"
        ["Félagið Opnar dyr", "Samstaða"] ["Guðrún", "Þór", "Sigríður", "Einar"] ["Jónsdóttir", "Ólafsson", "Þorvaldsdóttir", "Björnsson"];
    "IT" 39 ["Torino", "Bologna", "Bari"] "Comune di {}" "Servizi Sociali, {}"
        ["Cooperativa Porta Aperta", "Fondazione Vicini"] ["Giulia", "Matteo", "Chiara", "Salvatore"] ["Ferrari", "Colombo", "Greco", "Marchetti"];
    "LT" 370 ["Kaunas", "Klaipėda", "Šiauliai"] "{} miesto savivaldybė" "Socialinių paslaugų centras, {}"
        ["Asociacija „Atviros durys“", "Fondas „Kaimynai“"] ["Rūta", "Tomas", "Eglė", "Mindaugas"] ["Kazlauskienė", "Petrauskas", "Žukaitė", "Jankauskas"];
    "LU" 352 ["Luxembourg", "Esch-sur-Alzette", "Differdange"] "Ville de {}" "Office social, {}"
        ["Mateneen asbl", "Fondation Noper"] ["Martine", "Tom", "Danielle", "Luc"] ["Weber", "Schmit", "Hoffmann", "Da Silva"];
    "LV" 371 ["Daugavpils", "Liepāja", "Valmiera"] "{} valstspilsētas pašvaldība" "Sociālais dienests, {}"
        ["Biedrība „Atvērtās durvis“", "Nodibinājums „Līdzās“"] ["Ilze", "Jānis", "Līga", "Kārlis"] ["Bērziņa", "Kalniņš", "Ozola", "Liepiņš"];
    "MD" 373 ["Chișinău", "Bălți", "Cahul"] "Primăria {}" "Direcția asistență socială, {}"
        ["Asociația Ușa Deschisă", "Fundația Alături"] ["Natalia", "Ion", "Cristina", "Vasile"] ["Rusu", "Ceban", "Munteanu", "Lungu"];
    "MT" 356 ["Valletta", "Birkirkara", "Gozo"] "Kunsill Lokali {}" "{} Community Services"
        ["Għaqda Bieb Miftuħ", "Fondazzjoni Viċin"] ["Maria", "Karmenu", "Rita", "Ġorġ"] ["Borg", "Camilleri", "Zammit", "Farrugia"];
    "NL" 31 ["Utrecht", "Groningen", "Tilburg"] "Gemeente {}" "Wijkteam {}"
        ["Stichting Dichtbij", "Vereniging Open Deur"] ["Sanne", "Bram", "Fatima", "Joost"] ["de Vries", "Bakker", "El Amrani", "Visser"];
    "NO" 47 ["Bergen", "Tromsø", "Trondheim"] "{} kommune" "Velferdssenter {}"
        ["Foreningen Åpen dør", "Stiftelsen Nabolag"] ["Ingrid", "Øyvind", "Kari", "Håkon"] ["Hansen", "Bjørnstad", "Nygård", "Solberg"];
    "PL" 48 ["Łódź", "Lublin", "Gdynia"] "Miasto {}" "Miejski Ośrodek Pomocy Społecznej, {}"
        ["Fundacja Otwarte Drzwi", "Stowarzyszenie Bliżej Siebie"] ["Agnieszka", "Paweł", "Małgorzata", "Krzysztof"] ["Kamińska", "Zieliński", "Dąbrowska", "Wójcik"];
    "PT" 351 ["Braga", "Setúbal", "Évora"] "Câmara Municipal de {}" "Serviço de Ação Social, {}"
        ["Associação Porta Aberta", "Fundação Vizinhança"] ["Inês", "João", "Conceição", "Tiago"] ["Gonçalves", "Magalhães", "Simões", "Falcão"];
    "RO" 40 ["Cluj-Napoca", "Iași", "Timișoara"] "Primăria {}" "Direcția de Asistență Socială, {}"
        ["Asociația Uși Deschise", "Fundația Împreună"] ["Ioana", "Andrei", "Mihaela", "Ștefan"] ["Popescu", "Ionescu", "Țurcanu", "Dumitru"];
    "RS" 381 ["Нови Сад", "Ниш", "Крагујевац"] "Град {}" "Центар за социјални рад, {}"
        ["Удружење Отворена врата", "Фондација Комшије"] ["Jelena", "Nikola", "Milica", "Dragan"] ["Jovanović", "Petrović", "Đorđević", "Ilić"];
    "SE" 46 ["Malmö", "Umeå", "Örebro"] "{} kommun" "Socialtjänsten, {}"
        ["Föreningen Öppen dörr", "Stiftelsen Grannar"] ["Åsa", "Erik", "Maja", "Göran"] ["Lindqvist", "Bergström", "Åkesson", "Nordin"];
    "SI" 386 ["Maribor", "Celje", "Koper"] "Mestna občina {}" "Center za socialno delo, {}"
        ["Društvo Odprta vrata", "Ustanova Skupaj"] ["Špela", "Matjaž", "Nina", "Aleš"] ["Novak", "Žagar", "Kovačič", "Vidmar"];
    "SK" 421 ["Košice", "Žilina", "Nitra"] "Mesto {}" "Centrum sociálnych služieb, {}"
        ["Združenie Otvorené dvere", "Nadácia Blízko"] ["Zuzana", "Peter", "Ľubica", "Marek"] ["Horváthová", "Kováč", "Balážová", "Šimko"];
    "UA" 380 ["Львів", "Вінниця", "Чернівці"] "Міська рада, {}" "Центр соціальних служб, {}"
        ["ГО «Відчинені двері»", "Фонд «Поруч»"] ["Oksana", "Andriy", "Iryna", "Taras"] ["Shevchuk", "Bondarenko", "Melnyk", "Kravets"];
}
