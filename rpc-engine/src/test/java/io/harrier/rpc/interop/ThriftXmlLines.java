package io.harrier.rpc.interop;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What Apache's compiler says a file means, out of what {@code thrift --gen xml -r} wrote. */
final class ThriftXmlLines {
    private final Path folder;
    private final Map<String, Element> modules = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    private ThriftXmlLines(Path folder) {
        this.folder = folder;
    }

    /**
     * @param folder where the compiler wrote
     * @param module the file's name without its ending
     */
    static List<String> of(Path folder, String module) throws Exception {
        ThriftXmlLines all = new ThriftXmlLines(folder);
        for (Element child : children(all.module(module))) {
            all.definition(child);
        }
        return all.lines.stream().sorted().toList();
    }

    private Element module(String name) throws Exception {
        Element known = modules.get(name);
        if (known == null) {
            known = child(parse(folder.resolve(name + ".xml")), "document");
            modules.put(name, known);
        }
        return known;
    }

    /** The compiler writes a carriage return as it is, which XML would take for a newline. */
    private static Element parse(Path file) throws Exception {
        String text = Files.readString(file).replace("\r", "&#13;");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
    }

    private void definition(Element element) throws Exception {
        String name = element.getAttribute("name");
        switch (element.getTagName()) {
            case "namespace" ->
                    add("namespace " + name + ' ' + element.getAttribute("value"), element);
            case "enum" -> enumeration(name, element);
            case "struct", "union", "exception" -> {
                add(element.getTagName() + ' ' + name, element);
                fields(element, "field", name);
            }
            case "typedef" -> add("typedef " + name + ' ' + type(element), element);
            case "const" ->
                    add(
                            "const " + name + ' ' + type(element) + " = " + value(last(element)),
                            element);
            case "service" -> service(name, element);
            default -> {
                // an include
            }
        }
    }

    private void enumeration(String name, Element element) {
        add("enum " + name, element);
        for (Element member : children(element, "member")) {
            String of = name + '.' + member.getAttribute("name");
            add("member " + of + ' ' + member.getAttribute("value"), member);
        }
    }

    private void fields(Element element, String tag, String of) throws Exception {
        for (Element field : children(element, tag)) {
            Element value = child(field, "default");
            add(
                    "%s %s.%s %s [%s] %s = %s"
                            .formatted(
                                    tag,
                                    of,
                                    field.getAttribute("name"),
                                    field.getAttribute("field-id"),
                                    field.getAttribute("required"),
                                    type(field),
                                    value == null ? "" : value(last(value))),
                    field);
        }
    }

    private void service(String name, Element element) throws Exception {
        add("service " + name + " extends " + element.getAttribute("parent-id"), element);
        for (Element method : children(element, "method")) {
            String of = name + '.' + method.getAttribute("name");
            String oneway = method.hasAttribute("oneway") ? "oneway" : "";
            add("method " + of + ' ' + oneway + ' ' + type(child(method, "returns")), method);
            fields(method, "arg", of);
            fields(method, "throws", of);
        }
    }

    private void add(String line, Element element) {
        String doc = element.getAttribute("doc").strip().replaceAll("\\s+", " ");
        List<String> annotations =
                children(element, "annotation").stream()
                        .map(a -> a.getAttribute("key") + '=' + a.getAttribute("value"))
                        .sorted()
                        .toList();
        lines.add(line + " | " + doc + " | " + annotations);
    }

    private String type(Element element) throws Exception {
        return switch (element.getAttribute("type")) {
            case "list" -> "list<" + type(child(element, "elemType")) + '>';
            case "set" -> "set<" + type(child(element, "elemType")) + '>';
            case "map" ->
                    "map<"
                            + type(child(element, "keyType"))
                            + ','
                            + type(child(element, "valueType"))
                            + '>';
            case "id" -> named(element);
            default -> element.getAttribute("type");
        };
    }

    private String named(Element element) throws Exception {
        String name = element.getAttribute("type-id");
        for (Element typedef : children(module(element.getAttribute("type-module")), "typedef")) {
            if (typedef.getAttribute("name").equals(name)) {
                return type(typedef);
            }
        }
        return name;
    }

    private static String value(Element value) {
        return switch (value.getTagName()) {
            case "int", "double" -> IdlLines.number(value.getTextContent());
            case "list" ->
                    children(value, "entry").stream()
                            .map(entry -> value(last(entry)))
                            .collect(Collectors.joining(",", "[", "]"));
            case "map" ->
                    children(value, "entry").stream()
                            .map(
                                    entry ->
                                            value(last(child(entry, "key")))
                                                    + ':'
                                                    + value(last(child(entry, "value"))))
                            .sorted()
                            .toList()
                            .toString();
            default -> '"' + value.getTextContent() + '"';
        };
    }

    /** The value of a constant stands behind its type, before its annotations. */
    private static Element last(Element element) {
        List<Element> values =
                children(element).stream()
                        .filter(e -> !e.getTagName().endsWith("Type"))
                        .filter(e -> !e.getTagName().equals("annotation"))
                        .toList();
        return values.get(values.size() - 1);
    }

    private static Element child(Element element, String tag) {
        List<Element> found = children(element, tag);
        return found.isEmpty() ? null : found.get(0);
    }

    private static List<Element> children(Element element, String tag) {
        return children(element).stream().filter(e -> e.getTagName().equals(tag)).toList();
    }

    private static List<Element> children(Element element) {
        NodeList nodes = element.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }
}
