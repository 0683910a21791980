package io.selvage.gateway;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.ConfigurationProperties;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which part of the house may know which.
 */
class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.selvage");

	private static void check(ArchRule rule) {
		rule.check(CLASSES);
	}

	@Test
	void dependenciesPointFromTheGatewayDown() {
		check(noClasses().that()
			.resideInAPackage("io.selvage.catalog..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.selvage.gateway..", "io.selvage.fabric.."));
		check(noClasses().that()
			.resideInAPackage("io.selvage.fabric..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.selvage.gateway..", "io.selvage.catalog.."));
		check(noClasses().that()
			.resideInAPackage("io.selvage.gateway..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.selvage.fabric.simulator.."));
	}

	@Test
	void nettyIsTheAffairOfListenerAndForwarding() {
		check(noClasses().that()
			.resideInAPackage("io.selvage.gateway..")
			.and()
			.resideOutsideOfPackages("io.selvage.gateway.forward..", "io.selvage.gateway.listener..",
					"io.selvage.gateway.loop..", "io.selvage.gateway.config..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.netty..", "reactor.netty.."));
		check(noClasses().that()
			.resideInAPackage("io.selvage.catalog..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.netty..", "reactor.netty.."));
	}

	@Test
	void noTextOfAUserBecomesSpel() {
		check(noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework.expression.."));
	}

	@Test
	void expressionsReachNothingThroughReflection() {
		check(noClasses().that()
			.resideInAPackage("io.selvage.gateway.expression..")
			.should()
			.dependOnClassesThat()
			.haveNameMatching(
					"java\\.lang\\.reflect\\.(Method|Field|Constructor|Proxy)|java\\.lang\\.(Runtime|ProcessBuilder|ClassLoader)"));
	}

	@Test
	void configurationPropertiesAreRecords() {
		check(classes().that().areAnnotatedWith(ConfigurationProperties.class).should().beRecords());
	}

	@Test
	void roomsOfTheGatewayHaveNoCycles() {
		check(slices().matching("io.selvage.gateway.(*)..").should().beFreeOfCycles());
	}

	@Test
	void everyPackageSaysWhatMayBeNull() {
		for (JavaClass each : CLASSES) {
			JavaPackage home = each.getPackage();
			assertThat(home.isAnnotatedWith(NullMarked.class)).as(home.getName()).isTrue();
		}
	}

}
