library(jsonlite)
notes <- fromJSON("{api}notes.json")$records
table(substr(notes$reviewed, 1, 4), notes$kind)
