//! Sample projects on services around the person.

use super::Project;

/// Five made-up projects.
#[rustfmt::skip]
pub const PROJECTS: &[Project] = &[
    Project {
        titles: ["My Week, My Way", "One Plan, One Person", "The Week I Want"],
        local: &[("PL", "Mój tydzień, moje zasady"), ("PT", "A minha semana, à minha maneira"), ("BG", "Моята седмица, както аз искам"), ("GR", "Η εβδομάδα μου, όπως τη θέλω"), ("EE", "Minu nädal, minu moodi")],
        groups: &["older_people", "carers"],
        summary: "Home care in {city} used to be a list of tasks with minutes beside them. Now each of {people} older people plans the week together with a small, steady team: when to get up, what to eat, whom to meet. The team has the freedom to change the plan on the day.",
        theme: "Every plan starts with one question: what would a good week look like for you? A woman of 84 wanted to bake for her grandchildren on Fridays, so on Fridays we help her to the market instead of cleaning the windows. The budget is hers, expressed in hours, and she decides how to spend it. If something changes, she tells the team of four she knows by name, not a call centre. Family carers have their own conversation, because what they need is often different.",
        innovation: "Before, hours were assessed once a year and sold by the quarter of an hour. We replaced eleven service codes by one budget of hours. Planning moved from the office to the kitchen table, and teams of four arrange their own shifts. None of this is new in the world, but in our region nobody had given up the task list, and our inspectors had to rewrite their checklist for us.",
        impact: "In {months} months {people} people took part. {share} per cent say they decide how their day goes, compared with {before} per cent before. Unplanned hospital stays fell by almost a fifth, and the number of different carers per person per month from fourteen to five. We compared with two districts that kept the old model; the difference in well-being is clear, the one in hospital stays less certain, because the winter was mild.",
        sustain: "The municipality has made the hour budget its standard from next year. It costs the same as before: travel fell, sick leave fell, and planning costs disappeared. {partners} other municipalities have visited, and one has started.",
        users: "A council of nine older people chose the questions for the first conversation and wrote the leaflet. Two of them now train new staff.",
    },
    Project {
        titles: ["A Door That Opens Both Ways", "Home First, Then the Rest", "Keys Without Conditions"],
        local: &[("HR", "Vrata koja se otvaraju"), ("ES", "Primero, un hogar"), ("FI", "Ensin koti"), ("LT", "Durys į abi puses"), ("RO", "Mai întâi, o casă")],
        groups: &["homeless", "mental_health"],
        summary: "People who have slept rough in {city} for years get a flat of their own, without having to prove first that they are ready. A mobile team visits as often as each person wishes and helps with neighbours, debts, health and loneliness. {people} people have moved in so far.",
        theme: "The person chooses the part of town, the furniture and who has a spare key. Support is offered and never a condition: one man declined every visit for four months, then rang because he wanted to learn to cook. The plan is written in his words and he keeps it. Goals like sobriety are there if the person puts them there.",
        innovation: "Until then, a flat was the last step of a staircase of shelters, and most people fell off it. We turned the order around and signed contracts with private landlords, backed by a guarantee fund that pays within a week. Two members of the team have been homeless themselves. For our country this was the first contract that pays for tenancies kept and not for beds filled.",
        impact: "After {months} months {share} per cent still live in their flat; in the old system {before} per cent did after a year. Nights in emergency beds fell by two thirds. People report fewer visits to the police and more to the dentist. Four people lost their flat, and we describe in the annex what we learned from each.",
        sustain: "The guarantee fund has used a quarter of its money and will last another six years at this pace. The city has written the approach into its housing strategy, and the association of landlords now advertises it.",
        users: "People with experience of homelessness sat on the jury that chose the team, and half of the steering group are tenants.",
    },
    Project {
        titles: ["Grandparents Next Door", "A Family for the Weekend", "Second Kitchen Table"],
        local: &[("CZ", "Druhý domov za rohem"), ("IT", "Una seconda tavola"), ("GR", "Παππούδες της διπλανής πόρτας"), ("HU", "Nagyszülők a szomszédból")],
        groups: &["children_families", "young_people"],
        summary: "Children whose parents are ill or exhausted spend some days a month with a support family in their own neighbourhood in {city}. They stay in their school, keep their friends and go home again. {people} children have found a second kitchen table.",
        theme: "Child, parents and support family write the agreement together, with drawings where words are too hard. The child can change it at any time with a red card that needs no reason. Parents stay parents: they decide what the support family may know and do. Matching takes as long as it takes, and the first meeting is always on the child's ground.",
        innovation: "Between help at home for a few hours and placement in foster care there was nothing in our region. We filled the gap with families who live less than two kilometres away and who are trained, insured and paid for expenses. A shared calendar on paper, on the fridge of both homes, turned out to matter more than the app we first built.",
        impact: "Of {people} children, {share} per cent still live at home after {months} months, although all were on the list for placement. Children rate their own week on a scale of faces; the average moved from three to four of five. Teachers report better attendance. The numbers are small and there was no control group, so we are careful with conclusions.",
        sustain: "One placement avoided pays for eleven support families for a year. The regional authority has taken over the cost of training and supervision, and {partners} towns use our handbook.",
        users: "Seven young people who grew up in care designed the red card. Parents lead the monthly evening and choose its theme.",
    },
    Project {
        titles: ["Yes, and at Home", "Moving Out of the Big House", "Twelve Front Doors"],
        local: &[("BG", "Дванадесет входни врати"), ("RS", "Дванаест улазних врата"), ("UA", "Дванадцять дверей"), ("PL", "Dwanaście drzwi wejściowych"), ("SK", "Dvanásť vchodových dverí")],
        groups: &["adults_disabilities"],
        summary: "Fifty-eight adults with intellectual disabilities lived in one institution outside {city}. Now they live behind twelve ordinary front doors, alone or with people they chose, with support that moves with them. The large house has been sold.",
        theme: "Each person had a year to try things out: weekends in flats, jobs for a day, cooking, being alone. Nobody was moved; everybody moved. A circle of people whom the person invited helps to decide, and a picture book of the person's own choices replaces the file. One resident chose to stay with her friend of thirty years, and the plan for two followed her.",
        innovation: "Other closures in the country built smaller institutions. We rented what was on the market, scattered, and put the support into a team without a building. Money follows the person through an individual budget that the region invented for this project. Staff applied again for new roles, and the residents were on the panel.",
        impact: "All of them moved within {months} months; two moved a second time because they wanted to. {share} per cent have friends who are not paid to be there, before it was {before} per cent. Use of calming medication was halved under medical supervision. Costs rose in the first year and are now slightly below those of the institution.",
        sustain: "Sale of the building paid for the transition. The individual budget is in the regional law since last spring, so the next institution can follow.",
        users: "Residents ran the tour for neighbours before moving in, and five of them are paid advisers to the next two closures.",
    },
    Project {
        titles: ["Arriving Well", "The First Hundred Days", "Good Morning, Neighbour"],
        local: &[("DE", "Gut ankommen"), ("SE", "De första hundra dagarna"), ("PT", "Chegar bem"), ("FR", "Bien arriver"), ("LV", "Pirmās simts dienas")],
        groups: &["migrants_refugees", "children_families"],
        summary: "Families who fled to {city} meet one person on the first day who stays with them for a hundred days: through school, doctor, bank and the first winter. What each family needs first is decided by the family. {people} people have arrived this way.",
        theme: "On day one the guide does not bring a form but a map and asks what is most urgent. For some it is a school place, for others news of a brother. The hundred-day plan has three goals at most, in the family's language, and is revised on days 30 and 60. Women and teenagers have conversations of their own.",
        innovation: "Eight offices used to give eight appointments. We gave one person the right to book for all of them and a small fund to solve things that cost less than deciding about them. Guides are hired for having arrived themselves, and train as social assistants on the job. Until then our service required a national diploma for this work.",
        impact: "Median time to a school place fell from {before} days to nine. {share} per cent of adults were in a language course within the hundred days. In follow-up calls after {months} months, most families named somebody outside the service whom they would ask for help. We could not reach one family in eight, and count them as failures.",
        sustain: "Eight offices share the cost by the number of appointments saved. Nineteen guides now have a diploma and permanent posts, and the model runs in {partners} districts.",
        users: "Each family closes the hundred days with a list of what was missing; the list sets the agenda of our quarterly review.",
    },
];
