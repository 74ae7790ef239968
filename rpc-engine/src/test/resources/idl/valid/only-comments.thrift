# a shell comment
// a line comment
/* a block
   comment */
/***/ /**/ /** a doc comment of nothing **/
