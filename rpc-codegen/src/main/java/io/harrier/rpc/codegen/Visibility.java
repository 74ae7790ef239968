package io.harrier.rpc.codegen;

import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** What the classes of one package may name. */
public final class Visibility {
    private final Elements elements;
    private final PackageElement home;

    public Visibility(Elements elements, Element inPackage) {
        this.elements = elements;
        home = elements.getPackageOf(inPackage);
    }

    public PackageElement home() {
        return home;
    }

    /** Whether an element, the types around it not counted, may be named. */
    public boolean isVisible(Element element) {
        return element.getModifiers().contains(Modifier.PUBLIC)
                || (!element.getModifiers().contains(Modifier.PRIVATE)
                        && elements.getPackageOf(element).equals(home));
    }

    /** Whether everybody may name a type. */
    public static boolean isPublic(TypeElement type) {
        boolean isPublic = true;
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            isPublic &= at.getModifiers().contains(Modifier.PUBLIC);
        }
        return isPublic;
    }
}
