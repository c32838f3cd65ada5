//! Sample projects on digital tools.

use super::Project;

/// Five made-up projects.
#[rustfmt::skip]
pub const PROJECTS: &[Project] = &[
    Project {
        titles: ["My Data, My Story", "The File That Belongs to Me", "Read Along"],
        local: &[("EE", "Minu andmed, minu lugu"), ("PT", "O meu processo é meu"), ("NL", "Mijn dossier"), ("BG", "Моето досие"), ("PL", "Moje dane, moja historia")],
        groups: &["whole_community", "adults_disabilities"],
        summary: "Everybody who uses social services in {city} can read their own file on the telephone, add to it, and see who else has read it. Professionals write differently since. {people} people use it.",
        theme: "A file that the person reads becomes a file for the person. Goals stand first, in the person's words; what professionals add must be understandable to a thirteen-year-old. People open parts of the file to others, for a day or for good, and close them again.",
        innovation: "Access to files existed in law, on paper, within six weeks. Now it takes four seconds. Texts can be listened to in seven languages. A counter shows each reader's name and reason; unusual reading raises an alarm. The program is open source.",
        impact: "After {months} months {share} per cent have opened their file, more than half of them over sixty. Corrections of mistakes rose from {before} to several hundred a year, which had all been mistakes before. Staff need four minutes more for a note and fewer telephone calls.",
        sustain: "Running costs are one euro per person and year. {partners} municipalities share development in an association, and decide together what comes next.",
        users: "A test kitchen of thirty people, a third of them without a smartphone of their own, tries every change first. Libraries help those who prefer a screen that is not theirs.",
    },
    Project {
        titles: ["The Lamp That Cares", "Quiet Sensors", "Good Night, Kitchen Light"],
        local: &[("FI", "Hyvää yötä, valo"), ("DK", "Den stille lampe"), ("PL", "Lampa, która czuwa"), ("GR", "Το φως της κουζίνας"), ("CZ", "Tichá lampa")],
        groups: &["older_people", "carers"],
        summary: "A kettle and a lamp that say good morning to a neighbour or a daughter: simple sensors without cameras let {people} older people in {city} live at home and be left alone as much as they like.",
        theme: "The person chooses what is noticed, who is told and what counts as unusual. One man lets the kettle speak but not the front door. A large switch turns everything off, and no one asks why. Every three months the choice is made again.",
        innovation: "Alarm buttons lie in drawers. We asked what people do anyway, boil water, switch on a light, and used that. Data stay in the flat; only a signal leaves it. A care worker fits everything in half an hour, and the parts cost 90 euro.",
        impact: "In {months} months sensors led to help in forty-one cases, three of them serious. {share} per cent of carers sleep better; {before} per cent said so before. False alarms are one in five weeks. The move to residential care came later than in a matched group, by seven weeks on average, with a wide margin.",
        sustain: "Care insurance pays since January. Plans and program are open, and {partners} workshops for people with disabilities build the set.",
        users: "Older people chose the objects, the colours and the words, and threw out our first three ideas.",
    },
    Project {
        titles: ["One Form, Seven Rights", "The Benefit Compass", "Ask Once"],
        local: &[("FR", "Une demande, sept droits"), ("ES", "Pide una vez"), ("HR", "Jedan zahtjev, sedam prava"), ("LT", "Vienas prašymas"), ("MD", "O singură cerere")],
        groups: &["children_families", "unemployed", "older_people"],
        summary: "One form with twelve questions finds out which of seven benefits a person in {city} is entitled to, and applies for all of them. It can be filled in at home, at the library or with a social worker at the kitchen table.",
        theme: "People do not have seven problems, they have one life. The form asks about that life in plain words and shows at each question why it is asked. Before anything is sent, the person sees what will happen and chooses. A human being answers within a day.",
        innovation: "Seven authorities agreed on one set of definitions, after a year of finding that they had nineteen meanings of household. The rules are published as code with tests, and can be checked by anybody. No decision is made by a machine alone.",
        impact: "{people} people applied in {months} months; {share} per cent of them received something they had not known of. Time to the first payment fell from {before} days to twelve. Errors fell by half. People without devices use it as much as others, because libraries and social workers fill in a third of all forms.",
        sustain: "Savings in handling pay for the service. The rules as code are maintained by the seven authorities together, and {partners} more benefits are being added.",
        users: "Each question was tried with at least fifteen people at food banks and job centres before it was accepted.",
    },
    Project {
        titles: ["The Visit Without Stairs", "Screen and Soup", "Tuesday on the Tablet"],
        local: &[("SE", "Tisdag på plattan"), ("IT", "Visita senza scale"), ("PT", "Visita sem escadas"), ("SK", "Utorok na tablete"), ("NO", "Tirsdag på brettet")],
        groups: &["adults_disabilities", "mental_health", "older_people"],
        summary: "Some visits in {city} take place by video, when the person prefers it: medication, a chat, help with a letter. The hours saved on the road go into longer visits in person. {people} people have chosen the mixture they like.",
        theme: "The person decides each week which visits are on screen and which at the door, and may change on the day. For a young woman with anxiety, the screen made the first step possible; for others it will never do, and that is respected. Nobody gets less time.",
        innovation: "Video was introduced elsewhere to save money, and people noticed. We fixed the total time by contract and let people choose. The tablet has one button. Helpers learned in role play how to notice pain and mood on a screen.",
        impact: "After {months} months {share} per cent use at least one video visit a week. Minutes per person rose from 160 to 212 a week at the same cost; {before} people wait to join. Loneliness did not rise, which had been our fear. Eight people gave the tablet back, and we asked them why.",
        sustain: "Providers are paid for time with people instead of journeys. The region made this its rule, and {partners} providers changed over.",
        users: "A group of users wrote the rules of good video visits, on one page, and checks them twice a year.",
    },
    Project {
        titles: ["Paper Robots", "Less Typing, More Talking", "Two Hours Back"],
        local: &[("LV", "Divas stundas atpakaļ"), ("PL", "Mniej pisania, więcej rozmowy"), ("GR", "Λιγότερα χαρτιά, περισσότερη κουβέντα"), ("HU", "Két óra vissza"), ("BG", "Два часа обратно")],
        groups: &["staff", "children_families", "unemployed"],
        summary: "Small programs take over copying, looking up and reminding in the social service of {city}. Workers have gained two hours a day and decided with the people they support what to do with them.",
        theme: "Time was what people asked for in every survey. The hours gained are visible: each worker's calendar shows them as open time that clients can book, without giving a reason. Most book a walk.",
        innovation: "We automated nothing that decides about people, and published the list of what we automated. Programs were built by social workers in a course of ten evenings, with one engineer to check them. Each has an owner and a switch.",
        impact: "Nineteen programs save {staff} workers two hours a day on average, measured by diaries before and after. Open time was booked {people} times in {months} months. {share} per cent of workers want to stay, before {before} per cent. Two programs made mistakes and were switched off within a day.",
        sustain: "Our own staff maintain the programs, so no licence runs out. {partners} municipalities exchange them in a common library.",
        users: "Clients decided in four evenings what to do with the time gained. The answer was: be there.",
    },
];
