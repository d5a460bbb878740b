curl -O {api}notes.json
curl -O {site}data/{bundle}.sqlite
# Only if it has changed since the last time:
curl --etag-save tag --etag-compare tag -O {api}index.json
