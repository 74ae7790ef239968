package io.harrier.rpc.schema.descriptor;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.harrier.rpc.schema.SchemaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of a set, each linked with those that it imports. */
final class DescriptorFiles {
    private static final String ADVICE =
            "Make the set with protoc --include_imports --descriptor_set_out.";

    private final Map<String, FileDescriptorProto> protos = new LinkedHashMap<>();
    private final Map<String, FileDescriptor> linked = new LinkedHashMap<>();

    private DescriptorFiles(FileDescriptorSet set) {
        set.getFileList().forEach(file -> protos.put(file.getName(), file));
    }

    /**
     * @throws SchemaException if a file is missing, imports itself by way of others, or is not
     *     sound
     */
    static List<FileDescriptor> of(FileDescriptorSet set) {
        DescriptorFiles files = new DescriptorFiles(set);
        List<FileDescriptor> all = new ArrayList<>();
        for (String name : files.protos.keySet()) {
            all.add(files.link(name, new LinkedHashSet<>()));
        }
        return all;
    }

    private FileDescriptor link(String name, Set<String> importers) {
        FileDescriptor known = linked.get(name);
        if (known != null) {
            return known;
        }
        FileDescriptorProto proto = require(protos.get(name), name, importers);
        FileDescriptor[] imports = new FileDescriptor[proto.getDependencyCount()];
        for (int i = 0; i < imports.length; i++) {
            imports[i] = link(proto.getDependency(i), importers);
        }
        importers.remove(name);
        try {
            FileDescriptor made = FileDescriptor.buildFrom(proto, imports);
            linked.put(name, made);
            return made;
        } catch (DescriptorValidationException e) {
            throw new SchemaException(
                    name + ": " + e.getDescription() + " (expected: a sound file)", ADVICE);
        }
    }

    private static FileDescriptorProto require(
            @Nullable FileDescriptorProto proto, String name, Set<String> importers) {
        if (proto == null) {
            throw new SchemaException(
                    name + " is missing, which " + importers + " import (expected: in the set)",
                    ADVICE);
        }
        if (!importers.add(name)) {
            throw new SchemaException(
                    name + " imports itself by way of " + importers + " (expected: no circle)",
                    ADVICE);
        }
        return proto;
    }
}
