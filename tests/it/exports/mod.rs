mod command;
mod figures;
mod outcome;
mod table;
mod tables;

use table::Table;
