#+ summary: "Copies each distinct triple of the named graphs into the default graph."
INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }
