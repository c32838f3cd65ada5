mod ranking;
mod shortlist;
mod stake;
