/* a */ struct /* b */ A /* c */ { // d
  # e
  1 /* f */ : /* g */ required /* h */ i32 /* i */ a /* j */ = /* k */ 5 /* l */ , // m
} /* n */
service /* o */ S { /* p */ void /* q */ f /* r */ ( /* s */ ) /* t */ }
// the last one, without a newline