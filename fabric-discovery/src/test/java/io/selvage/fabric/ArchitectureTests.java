package io.selvage.fabric;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.ConfigurationProperties;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.withImportOption((location) -> !location.contains("/simulator/"))
		.importPackages("io.selvage.fabric");

	private static void check(ArchRule rule) {
		rule.check(CLASSES);
	}

	@Test
	void packagesHaveNoCycles() {
		check(slices().matching("io.selvage.fabric.(*)..").should().beFreeOfCycles());
		check(noClasses().that()
			.resideInAPackage("io.selvage.fabric")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.selvage.fabric.*.."));
	}

	@Test
	void nettyIsTheNamingClientsAffair() {
		check(noClasses().that()
			.resideOutsideOfPackage("..naming..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.netty..", "reactor.netty.."));
	}

	@Test
	void springIsTheDiscoveryPackagesAffairExceptForReadingPemFiles() {
		check(noClasses().that()
			.resideOutsideOfPackage("..discovery..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.context..", "org.springframework.cloud..",
					"org.springframework.beans..", "org.springframework.boot.context..",
					"org.springframework.boot.autoconfigure.."));
		check(noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework.expression.."));
	}

	@Test
	void nothingHereKnowsTheGatewayOrTheCatalog() {
		check(noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.selvage.gateway..", "io.selvage.catalog.."));
	}

	@Test
	void configurationPropertiesAreRecords() {
		check(classes().that().areAnnotatedWith(ConfigurationProperties.class).should().beRecords());
	}

}
