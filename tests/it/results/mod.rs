mod ranking;
mod shortlist;
