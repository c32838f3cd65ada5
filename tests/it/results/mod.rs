mod paging;
mod ranking;
mod shortlist;
mod stake;
