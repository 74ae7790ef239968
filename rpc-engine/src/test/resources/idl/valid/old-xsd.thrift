struct Old xsd_all {
  1: i32 a xsd_optional
  2: string b xsd_nillable
  3: string c xsd_optional xsd_nillable xsd_attrs { 1: string lang, 2: i32 n } (note = "d")
}
