library(jsonlite)
events <- fromJSON("{api}workshops.json")$records
table(substr(events$starts, 1, 4), events$kind)
events$title$ru[1:5]
