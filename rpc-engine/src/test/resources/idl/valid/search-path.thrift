include "basics.thrift"
struct Found { 1: basics.Point point }
