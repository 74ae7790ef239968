include "shared/basics.thrift"
include "shared/errors.thrift"
service Derived extends basics.Base {
  basics.Point move(1: basics.Point start, 2: basics.Color color = basics.Color.RED) throws (1: errors.Failure failure)
}
