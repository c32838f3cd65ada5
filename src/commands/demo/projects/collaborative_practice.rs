//! Sample projects on working together.

use super::Project;

/// Five made-up projects.
#[rustfmt::skip]
pub const PROJECTS: &[Project] = &[
    Project {
        titles: ["One Table", "Eight Services, One Table", "The Wednesday Table"],
        local: &[("IT", "Un solo tavolo"), ("HR", "Jedan stol"), ("PT", "Uma só mesa"), ("BG", "Една маса"), ("GR", "Ένα τραπέζι")],
        groups: &["children_families", "unemployed", "mental_health"],
        summary: "In {city}, housing, jobs, health, school, police, debt advice, youth and social services meet every Wednesday with the family concerned at the table, and decide there and then. {people} families have sat down with us.",
        theme: "Nothing is discussed without the person in the room. The family sends the invitation, picks who comes and speaks first. Every service says what it can do this week, not what it is responsible for. The plan is one page, in plain words, and belongs to the family.",
        innovation: "Earlier case conferences were held about people. Directors of eight services signed that their staff may decide on the spot up to a set amount. A shared consent, given by the family and withdrawn by one word, solved the data question that had stopped us for years.",
        impact: "Families had on average seven plans; now they have one. In {months} months {share} per cent reached the goal they had set themselves; in a file study of earlier years it was {before} per cent. Evictions among these families fell to three. The police reports fewer calls, but we cannot separate this from other causes.",
        sustain: "The agreement of the eight directors was renewed without an end date. The room, the coordinator and coffee cost less than two placements a year. {partners} towns set their own table.",
        users: "Parents who finished sit at the table as hosts, and the training for staff is given by them.",
    },
    Project {
        titles: ["The Bridge Home", "From Ward to Kitchen", "Home by Friday"],
        local: &[("SI", "Most do doma"), ("CZ", "Most domů"), ("EE", "Sild koju"), ("DE", "Die Brücke nach Hause"), ("PL", "Most do domu")],
        groups: &["older_people", "carers"],
        summary: "Hospital and municipality in {city} run one team that begins to plan the return home on the first day in the ward. The same nurse and social worker are there in the kitchen a week later. {people} older people have gone home with them.",
        theme: "The first question in the ward is who is waiting for you, and it may be a cat. The return is planned around the person's day and home. The person chooses who is told what. Carers are asked what they can and want to do, and may say no.",
        innovation: "Two budgets, two computers and two doors became one of each. The team has leaders from both sides and a pooled budget under a contract that took two years and fits on nine pages. We know of no other in our country where the municipality pays for hours inside the ward.",
        impact: "Days waiting in hospital after treatment fell from {before} to four. {share} per cent were still at home after {months} months. Readmissions fell by a sixth compared with the second hospital, which joined later and then showed the same fall.",
        sustain: "Savings flow back into the pooled budget by formula. The health insurer has joined as third partner, and {partners} hospitals have asked for the contract.",
        users: "A group of carers walked the way from ward to kitchen with us, with a stopwatch, and redesigned four of its nine steps.",
    },
    Project {
        titles: ["Neighbours on Call", "The Street Agreement", "Three Staircases"],
        local: &[("ES", "Vecinos a mano"), ("FR", "Voisins relais"), ("SE", "Grannar att ringa"), ("PT", "Vizinhos à mão"), ("LV", "Kaimiņi līdzās")],
        groups: &["whole_community", "older_people", "migrants_refugees"],
        summary: "A housing association, a school, three churches, a mosque and the social services of {city} made an agreement with the residents of three large estates: who looks after what, and whom one may ring. Loneliness was the first theme.",
        theme: "Every resident who wishes draws a map of the people in their life; the gaps are the starting point, not a diagnosis. Support is matched by interest: chess, soup, dogs. Professionals stay in the background and come when called.",
        innovation: "Partners signed with residents and not only with each other. Caretakers and shopkeepers are paid a small fee for being a first contact. A fund decided by residents pays for ideas under 500 euro within three days.",
        impact: "In {months} months {people} residents joined. The share who feel lonely often fell from {before} to nineteen per cent in our survey, in which {share} per cent of households took part. Requests for formal care grew more slowly than in similar estates.",
        sustain: "The housing association pays the coordinator because fewer flats stand empty. Residents' committees run two of the three estates alone.",
        users: "Residents wrote the agreement in four languages and can cancel it once a year; so far they have changed it twice.",
    },
    Project {
        titles: ["A Job With a Name on It", "Work First Asks", "The Other Interview"],
        local: &[("PL", "Praca z moim imieniem"), ("HU", "Névre szóló munka"), ("BG", "Работа с моето име"), ("RS", "Посао по мери"), ("IE", "Post le hainm")],
        groups: &["adults_disabilities", "unemployed", "young_people"],
        summary: "Employers, the job centre, a day centre and a trade union in {city} create jobs around what a person does well. {people} people with disabilities have a contract, a wage and colleagues.",
        theme: "The person shows what he or she can do in places of their own choosing, on film if words are difficult. A job coach looks for tasks that fit in firms nearby and builds the job from them. The person decides on hours, on who knows about the disability and on when the coach steps back.",
        innovation: "Day centres were measured by places filled, and the job centre by placements in three months. The four partners agreed on one measure, wages earned, and on one coach instead of four. The union negotiated the first agreement on carved jobs in our country.",
        impact: "{share} per cent of contracts lasted at least a year; in earlier programmes {before} per cent. After {months} months people earned on average 640 euro a month and met eleven new people at work. Employers say that colleagues' sick days fell, which we did not measure.",
        sustain: "The job centre pays by wages earned, so the model finances itself from the third year. {partners} employers are on a waiting list.",
        users: "Workers with disabilities chair the steering group in turn, and the minutes come in easy language first.",
    },
    Project {
        titles: ["The Quiet Alarm", "No Wrong Door", "Say It Once"],
        local: &[("GR", "Καμία λάθος πόρτα"), ("LT", "Nėra neteisingų durų"), ("FI", "Ei väärää ovea"), ("RO", "Nicio ușă greșită"), ("IS", "Engar rangar dyr")],
        groups: &["children_families", "young_people"],
        summary: "Wherever somebody in {city} speaks of violence at home, at the hairdresser's, in school or in hospital, the same small team answers within the hour, and the story is told once only.",
        theme: "The person decides what happens next and how fast. The team brings choices to where the person feels safe: protection, a lawyer, a night elsewhere, or only a talk. Children have their own worker from the first hour. Nothing is shared without a yes, except danger to life.",
        innovation: "Police, hospital, shelter and social services had four protocols. They have one, written from the survivor's side, and one telephone. Hairdressers, pharmacists and coaches were trained as first listeners. The prosecutor accepts the recorded first account, so that it need not be repeated.",
        impact: "Calls rose from {before} to {people} in {months} months, which we count as success. {share} per cent stayed in contact until they felt safe. The number of times people had to tell their story fell from six to one or two. Convictions have not changed yet.",
        sustain: "Four ministries share the cost by a fixed key, and the protocol is in the regional law. {partners} cities adopted it.",
        users: "Eleven survivors wrote the protocol's first page, and its yearly review begins with their report.",
    },
];
