mod assigning;
mod comments;
mod conflicts;
mod files;
mod inviting;
mod moving;
mod rounds;
mod scoring;
