//! Sample projects on evidence.

use super::Project;

/// Five made-up projects.
#[rustfmt::skip]
pub const PROJECTS: &[Project] = &[
    Project {
        titles: ["What Children Would Ask", "Small Researchers", "Questions From Below One Metre"],
        local: &[("IE", "Ceisteanna na bPáistí"), ("PT", "O que as crianças perguntariam"), ("GR", "Τι θα ρωτούσαν τα παιδιά"), ("HR", "Što bi djeca pitala"), ("EE", "Mida küsiksid lapsed")],
        groups: &["children_families", "young_people"],
        summary: "Children in foster care in {city} designed the questions, interviewed each other and drew the conclusions with us. {people} children took part. Their findings changed how visits with parents are arranged.",
        theme: "Children are experts in their own care but were never asked what to ask. They chose time, waiting and brothers and sisters as themes; we would have asked about safety and school. They decided what could be published and read the report before anybody else.",
        innovation: "Studies of care here had used files. We built a method with drawing, walking interviews and voting by stones that works from the age of six, with an ethics board that includes two sixteen-year-olds. All material is open for others to use.",
        impact: "Three of seven recommendations are in force: visits are arranged around the child's week, brothers and sisters have a right to a shared day, and children receive letters they can read. After {months} months {share} per cent say they know what happens next, compared with {before} per cent. We interviewed few children who had changed placement often, and say so.",
        sustain: "The agency repeats the study every two years with its own staff. {partners} regions use the method.",
        users: "From the question to the press conference, children led. The adults carried the chairs.",
    },
    Project {
        titles: ["Measuring What Matters", "Eleven Questions", "Counting Good Days"],
        local: &[("NL", "Tellen wat telt"), ("DE", "Gute Tage zählen"), ("FI", "Hyvät päivät"), ("PL", "Liczymy dobre dni"), ("BG", "Да броим добрите дни")],
        groups: &["older_people", "adults_disabilities", "mental_health"],
        summary: "Eleven questions, chosen by people who use services, replace ninety indicators in {city}. They are asked twice a year, and the answers go first to the person and the team. {people} people answer them.",
        theme: "The questions are about control, company, sleep, money and having something to look forward to. Each person adds one of their own. Results are discussed in the home before they are added up anywhere, and people may decline without any effect on their support.",
        innovation: "We tested 212 questions with 640 people and kept those which people found worth answering and which moved when life changed. For people who do not speak there is an observed version, checked against relatives and staff. The system is the first here in which providers are compared on outcomes that users chose.",
        impact: "Response is {share} per cent after {months} months. Reliability and sensitivity are published. In teams that discuss results, the control score rose by {before} hundredths more than in teams that only collect them, in a randomised roll-out. Two providers lost contracts and one gained.",
        sustain: "Reports to the region were cut, so that staff spend less time on figures than before. The questions are free to use and exist in nine languages.",
        users: "A panel of twenty-four people with different impairments chose the questions, and three of them are authors of the article.",
    },
    Project {
        titles: ["Did It Help?", "The Honest Evaluation", "What Happened Afterwards"],
        local: &[("ES", "¿Sirvió de algo?"), ("IT", "È servito?"), ("CZ", "Pomohlo to?"), ("SE", "Hjälpte det?"), ("LV", "Vai tas palīdzēja?")],
        groups: &["unemployed", "young_people"],
        summary: "A public agency in {city} and a university followed {people} young people for three years after a coaching programme, together with a fair comparison group, and published what worked and what did not.",
        theme: "Success was defined by the young people: a job was third on their list, after a place to live and somebody who calls back. We measured in that order. Interviews were held where they chose, by researchers of their age.",
        innovation: "Places were given by lot when there were too many applicants, explained openly and accepted by all but four. It is the first experiment of our social administration. The plan of analysis was public before the first result.",
        impact: "Coaching helped with housing ({share} against {before} per cent in stable housing after {months} months) and contact, and had no effect on employment. The agency moved money from job training to housing advice as a result. The article and the data are open.",
        sustain: "Drawing lots for scarce places is now a rule of the agency, so that each new programme is evaluated at little cost. {partners} agencies follow.",
        users: "An advisory group of young people stopped two questionnaires that were too long and named the study.",
    },
    Project {
        titles: ["Walking Interviews", "The Map of Small Fears", "Where the Bench Is Missing"],
        local: &[("PT", "O mapa dos pequenos medos"), ("FR", "Là où manque le banc"), ("GR", "Εκεί που λείπει το παγκάκι"), ("RO", "Unde lipsește banca"), ("HU", "Ahol hiányzik a pad")],
        groups: &["older_people", "whole_community"],
        summary: "People with dementia walked through {city} with researchers and showed what makes it hard to go out: crossings, noise, a missing bench. The map of {people} walks led to a programme of small changes, and to more people going out.",
        theme: "The walk follows the person's own habit and pace. It shows abilities that a test at a table hides. Consent is asked before, during and after. What people love about a street is on the map as well as what frightens them.",
        innovation: "Studies on dementia in our country were done in clinics. Walking, filming and mapping were combined into a method simple enough for volunteers. Planners joined the walks and signed to change at least one thing within a month.",
        impact: "One hundred and eighty places were changed, most for less than 300 euro. Counts at twelve places show more older people outside; {share} per cent of participants go out at least three times a week after {months} months, before {before} per cent. Weather was taken into account, the pandemic could only be in part.",
        sustain: "Walks are part of the planning rules of the city. {partners} towns have trained their own guides with our manual.",
        users: "People with dementia and their companions guide the walks, and decide on the order of changes each spring.",
    },
    Project {
        titles: ["Peer Evidence", "Experts by Living", "The Report We Wrote Ourselves"],
        local: &[("HR", "Izvještaj koji smo sami napisali"), ("EE", "Kogemus loeb"), ("PL", "Eksperci z doświadczenia"), ("SI", "Izvedenci iz izkušenj"), ("UA", "Експерти з досвіду")],
        groups: &["mental_health", "homeless"],
        summary: "Fourteen people who have used psychiatric services were trained and employed as researchers in {city}. They studied what helps after a crisis, with {people} interviews, and the hospital changed its discharge because of it.",
        theme: "Being asked by somebody who has been there changes the answers. Interviewees chose place, length and whether to be recorded, and received their own words to correct. The report is arranged by what people want to do next, not by diagnosis.",
        innovation: "Peer research existed as a volunteer activity. Here it has contracts, a career step and a methods course at the university with credits. Analysis was done twice, by peers and by academics, and the differences are part of the report.",
        impact: "Discharge now includes a meeting at home within three days and a plan for bad days in the person's own words. Returns within {months} months fell from {before} per cent to sixteen; {share} per cent say that they know whom to call. Peers and academics disagreed on medication, and the hospital has started a second study.",
        sustain: "Six researchers have permanent posts. The course is open to {partners} partner organisations, and a second group has begun.",
        users: "The research team itself is the involvement; a further twenty people commented on the draft.",
    },
];
