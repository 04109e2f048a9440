; `mat` an element, `mit` what is in it; `mae` a field with its key; `maa` an item of a list; `mac` a comment.
(block body: (body) @class.inside) @class.around

(field value: (_) @entry.inside) @entry.around

(list (_) @parameter.inside @parameter.around)

(comment) @comment.inside
(comment)+ @comment.around
