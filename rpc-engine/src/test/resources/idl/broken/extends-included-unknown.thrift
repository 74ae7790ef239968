include "shared/basics.thrift"
service S extends basics.Bsae {}
