service Users {}
service S extends Usres {}
