# What a cube leaves to be understood, said: types that its properties imply, and what is said once for many
# observations said of each. Without this a structure passes the constraints because nothing is there to fail.

INSERT { ?o a qb:Observation } WHERE { ?o qb:dataSet ?d } ;
INSERT { ?o a qb:Observation } WHERE { ?s qb:observation ?o } ;
INSERT { ?d a qb:DataSet } WHERE { ?o qb:dataSet ?d } ;
INSERT { ?s a qb:Slice } WHERE { ?d qb:slice ?s } ;
INSERT { ?c qb:componentProperty ?p . ?p a qb:DimensionProperty } WHERE { ?c qb:dimension ?p } ;
INSERT { ?c qb:componentProperty ?p . ?p a qb:MeasureProperty } WHERE { ?c qb:measure ?p } ;
INSERT { ?c qb:componentProperty ?p . ?p a qb:AttributeProperty } WHERE { ?c qb:attribute ?p } ;
INSERT { ?o ?p ?v } WHERE {
  ?d qb:structure/qb:component ?c . ?c qb:componentAttachment qb:DataSet ; qb:componentProperty ?p .
  ?d ?p ?v . ?o qb:dataSet ?d } ;
INSERT { ?o ?p ?v } WHERE {
  ?d qb:structure/qb:component ?c . ?c qb:componentAttachment qb:Slice ; qb:componentProperty ?p .
  ?d qb:slice ?s . ?s ?p ?v ; qb:observation ?o }
