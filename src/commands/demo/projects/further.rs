//! Sentences that fit any sample project, so that no two entries read alike.

/// Second paragraphs on the person at the centre.
#[rustfmt::skip]
pub const THEME: &[&str] = &[
    "We had to unlearn a lot. In the beginning, staff asked what the person wants and then offered what we had. Now a goal that nobody can meet yet is written down as it is, and the team reports every month on how far it has come.",
    "Choice needs information. All our letters exist in easy language and in the six languages most spoken here, and people may bring somebody they trust to each conversation.",
    "There are limits. Where safety or the rights of others are at stake we say so openly, explain the reason, and look for the next best choice together.",
    "Support is coordinated around the person: one named contact knows all services involved, and the person can change this contact without giving a reason.",
    "Independence means different things to different people. For some it is living alone, for others not having to decide everything. Both are written into the plan.",
    "The plan is reviewed when life changes and not when the calendar says so. In the last year one plan in three was changed at the person's own request.",
    "Taking part in the community is not an activity we organise. We help people to find the choir, the football ground or the allotment, and then step back.",
    "Relatives are partners, but the person has the last word. Where views differ, an independent adviser helps, paid for by the project.",
];

/// Second paragraphs on what is new.
#[rustfmt::skip]
pub const INNOVATION: &[&str] = &[
    "Some ideas came from abroad. We visited two teams in other countries, took what fitted, and dropped what depended on laws we do not have.",
    "What surprised us most was how little had to be bought. The change lay in who may decide, and it took many evenings of talk.",
    "We started with six weeks of trying things out, on purpose without a building or a logo, and threw away about half of what we tried.",
    "Not everything was new: the idea of steady relations is as old as social work. New is that our rules, budgets and computers no longer work against it.",
    "The legal department was part of the team from the first day. That is why we have a solution that others can copy, instead of an exception.",
    "In a town of our size this had been thought impossible, because specialised services are far away. Sharing them with neighbouring towns made it work.",
    "We wrote down each mistake in a public diary. It has become the most read part of our website.",
];

/// Second paragraphs on what has changed.
#[rustfmt::skip]
pub const IMPACT: &[&str] = &[
    "We know this from three sources: a questionnaire before and after, the files of the service, and interviews by a student team that was not paid by us.",
    "The figures are those of people who took part to the end. Including those who left, the effect is about a third smaller, which we still find worth having.",
    "In their own words: \"Nobody asked me before.\" \"I sleep again.\" \"It was slower than I hoped, but it was mine.\"",
    "Staff changed as well. In the yearly survey the statement that I can do my work well found agreement as never before.",
    "Costs per person are about the same as before. We do not claim savings, except where they are shown in the accounts.",
    "An unexpected effect is that more people come early, before a crisis. This makes our figures look worse and our work better.",
    "Men and women benefit alike; people who speak the language less well benefit somewhat less, and we have begun to work on that.",
];

/// Second paragraphs on lasting.
#[rustfmt::skip]
pub const SUSTAIN: &[&str] = &[
    "All material is free to use. The handbook has been downloaded several hundred times, and we answer every question within a week.",
    "The greatest risk is that key people leave. For this reason each task is known by two, and the handbook is kept up to date by new colleagues.",
    "Support goes across parties: the council voted for the next period without a voice against.",
    "We host visitors on the first Monday of each month, and ask them for one suggestion in return.",
    "Our next step is a smaller neighbouring town, to find out what works without our resources.",
];

/// Second paragraphs on taking part.
#[rustfmt::skip]
pub const USERS: &[&str] = &[
    "Their time is paid at the same rate as that of outside experts, and meetings are held when buses run.",
    "Not everybody likes meetings, so comments are also collected at the door, by telephone and on a postcard with a stamp on it.",
    "Twice the group said no, and both times the plan was dropped.",
    "We have not yet managed to involve people who do not use spoken language as well as we would like.",
];
