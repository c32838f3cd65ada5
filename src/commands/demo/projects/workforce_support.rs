//! Sample projects on staff.

use super::Project;

/// Five made-up projects.
#[rustfmt::skip]
pub const PROJECTS: &[Project] = &[
    Project {
        titles: ["Time to Listen", "The Slow Conversation", "Ears Before Forms"],
        local: &[("EE", "Aeg kuulata"), ("PT", "Tempo para ouvir"), ("NL", "Tijd om te luisteren"), ("BG", "Време за слушане"), ("SI", "Čas za poslušanje")],
        groups: &["staff", "whole_community"],
        summary: "All {staff} social workers of {city} learned to hold a first conversation without a form. The training was given by people who have been clients, in pairs with experienced colleagues, and continues as a monthly practice group.",
        theme: "The first conversation decides whether a person's own goals or our products lead the way. So we trained exactly this: silence, open questions, writing down the person's words. The form is filled in afterwards, by us. People receive the notes and may correct them. What they say they want is the first line of every decision, by rule.",
        innovation: "We had many courses on law and none on listening. The trainers are eighteen former clients with contracts and pay like any other trainer. Instead of a certificate there is a recording, made with consent, that each worker discusses with a peer twice a year.",
        impact: "In {months} months {staff} workers took part. In {share} per cent of a random sample of two hundred decisions the person's own words stand first; before, in {before} per cent. Complaints about not being heard fell by a third. Sick leave did not change, which we had hoped for.",
        sustain: "Practice groups are in working time and in the collective agreement. The school of social work has taken the module into its second year, and {partners} cities have sent trainers.",
        users: "Former clients designed, gave and evaluated the training, and own the name and the material together with us.",
    },
    Project {
        titles: ["Teams That Plan Themselves", "Four Nurses and a Kettle", "No Manager on Tuesdays"],
        local: &[("PL", "Zespoły, które planują same"), ("DK", "Hold der styrer selv"), ("GR", "Ομάδες που αποφασίζουν"), ("HR", "Timovi koji sami planiraju")],
        groups: &["staff", "older_people"],
        summary: "Care teams in {city} choose their own shifts, colleagues and clients' plans. Managers became coaches. Turnover fell, and people who are cared for see the same faces again.",
        theme: "A worker who may not decide cannot let the person decide. Self-managing teams answer the person at once: yes, we come later on Thursday. The team of eight serves fifty people who can name all of them. Each person's goal for the year hangs in the team room in the person's own words.",
        innovation: "Three levels of management were turned into five coaches without the right to decide. Teams see their own figures on one page: hours, costs, satisfaction. Rules were cut from 140 pages to six. In a public service with permanent posts nobody had tried that here, and the unions helped to write the agreement.",
        impact: "Staff turnover fell from {before} to nine per cent in {months} months; {share} per cent of staff would recommend the job. Continuity of care doubled. Two of eleven teams failed in the first year and were rebuilt with new members; we now start only with volunteers.",
        sustain: "The agreement with the unions has no end date. Savings in management pay the coaches and one more hour per client per month. {partners} providers are in our learning network.",
        users: "People who are cared for take part in hiring: nobody joins a team without an afternoon with two of its clients.",
    },
    Project {
        titles: ["Starting at Fifty", "The Second Profession", "Late Bloomers"],
        local: &[("ES", "Empezar a los cincuenta"), ("IT", "Ricominciare a cinquanta"), ("LT", "Antroji profesija"), ("CZ", "Druhé povolání"), ("BG", "Втората професия")],
        groups: &["staff", "unemployed"],
        summary: "People over fifty who lost their job train as support workers in {city} in nine paid months, half of them spent beside an experienced mentor. {people} have started, and most have stayed.",
        theme: "Those we support wanted people with patience and a life behind them, and said so in a survey. The training follows one person for nine months: trainees learn with the daily life of that person, who grades them too. Modules on rights, communication and the person's own goals come before hygiene and paperwork.",
        innovation: "Job centre, school and providers pooled their money so that trainees are employed from the first day. Former bus drivers, shop assistants and bakers bring skills that we map and use. The national exam was opened to portfolio evidence for the first time.",
        impact: "Of {people} starters {share} per cent finished and nearly all of them work in the field after {months} months; the usual course keeps {before} per cent. Vacancies in {city} fell by half. Clients rate the late starters slightly higher than average, with too few answers to be sure.",
        sustain: "Employers now pay two thirds of the cost because recruiting costs them more. The national fund finances the next three years in {partners} regions.",
        users: "Twenty people with support needs are paid co-trainers, and their grade counts as much as the school's.",
    },
    Project {
        titles: ["Safe Hands", "After the Hard Day", "Somebody to Call at Ten"],
        local: &[("FI", "Turvalliset kädet"), ("HU", "Biztos kezekben"), ("UA", "У надійних руках"), ("PT", "Mãos seguras"), ("GR", "Σίγουρα χέρια")],
        groups: &["staff", "children_families"],
        summary: "Child protection workers in {city} can call a trained colleague until midnight after a hard day, take a quiet week after a crisis and share the heaviest cases in pairs. Fewer leave, and families keep their worker.",
        theme: "For a child, a change of worker means telling the story again. Keeping workers well is the most person-centred thing an office can do. Pairs know every family together, so illness no longer breaks a relation. Families choose which of the two leads.",
        innovation: "Support was a poster with a telephone number in another city. Now eighteen colleagues, chosen by vote, are trained and on duty, and what is said stays there. The quiet week is booked by the worker, not granted. Caseload has a ceiling that the computer enforces.",
        impact: "In {months} months the evening line was called {people} times. Resignations fell from {before} per cent a year to eleven. {share} per cent of families had the same worker for the whole year. A university followed a neighbouring office as comparison, where resignations stayed the same.",
        sustain: "The ceiling is in the city's budget rules. The cost is below that of recruiting six workers a year, which we no longer need to do.",
        users: "Young people in care told us in a workshop what a change of worker does to them; their sentences open every training day.",
    },
    Project {
        titles: ["Learning on Bicycles", "The Travelling Classroom", "Ten Minutes a Day"],
        local: &[("NL", "Leren op de fiets"), ("EE", "Kümme minutit päevas"), ("RO", "Zece minute pe zi"), ("MT", "Għaxar minuti kuljum"), ("PL", "Dziesięć minut dziennie")],
        groups: &["staff", "adults_disabilities", "older_people"],
        summary: "Home helpers in the villages around {city} seldom meet. A trainer visits them on the road, ten minutes at a time, on the theme they choose, and a voice message each morning brings one question to think about.",
        theme: "What helpers ask about is what the person in front of them needs today: how to offer choice to somebody who no longer speaks, how to say no to a worried son. Learning happens in that home, with that person's permission and often with that person's advice.",
        innovation: "Courses in the capital reached one helper in ten. We brought learning to the road and made it short enough to happen. Voice messages work on the oldest telephone and in three languages. Helpers record answers for each other; the best become next month's lessons.",
        impact: "{staff} helpers took part and {share} per cent listened on at least four days of five for {months} months. In observed visits, moments of real choice rose from two to five an hour. Before, {before} per cent had any training in a year. We do not know yet how long the effect lasts without the messages.",
        sustain: "One trainer reaches a hundred helpers. {partners} providers share the recordings under an open licence, and two translated them.",
        users: "People who receive help suggest a third of the questions; a panel of six listens to every message before it goes out.",
    },
];
