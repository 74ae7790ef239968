package io.harrier.rpc.spring.boot.autoconfigure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;

/** Spring Boot's own rules for code of this kind. */
@AnalyzeClasses(
        packages = "io.harrier.rpc.spring.boot",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ConventionsTest {
    @ArchTest
    static final ArchRule autoConfigurations_arePublicAndFinal =
            classes()
                    .that()
                    .areAnnotatedWith(AutoConfiguration.class)
                    .should()
                    .bePublic()
                    .andShould()
                    .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule autoConfigurations_haveNoPublicMethods =
            methods()
                    .that()
                    .areDeclaredInClassesThat()
                    .areAnnotatedWith(AutoConfiguration.class)
                    .should()
                    .notBePublic();

    @ArchTest
    static final ArchRule beanMethods_arePackagePrivate =
            methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule beanMethods_haveNoConditionOnClasses =
            noMethods()
                    .that()
                    .areAnnotatedWith(Bean.class)
                    .should()
                    .beAnnotatedWith(ConditionalOnClass.class);

    @ArchTest
    static final ArchRule postProcessors_areMadeByStaticMethods =
            methods()
                    .that()
                    .areAnnotatedWith(Bean.class)
                    .and()
                    .haveRawReturnType(
                            JavaClass.Predicates.assignableTo(BeanPostProcessor.class)
                                    .or(
                                            JavaClass.Predicates.assignableTo(
                                                    BeanFactoryPostProcessor.class)))
                    .should()
                    .beStatic();

    @ArchTest
    static final ArchRule conditions_areNotPublic =
            classes()
                    .that()
                    .areAssignableTo(Condition.class)
                    .should()
                    .notBePublic()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule letters_changeCaseWithALocale =
            noClasses()
                    .should()
                    .callMethod(String.class, "toUpperCase")
                    .orShould()
                    .callMethod(String.class, "toLowerCase");
}
