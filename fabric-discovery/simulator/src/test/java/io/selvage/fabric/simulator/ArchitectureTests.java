package io.selvage.fabric.simulator;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.selvage.fabric.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packages_have_no_cycles = slices().matching("io.selvage.fabric.simulator.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule the_parts_know_nothing_of_the_whole = noClasses().that()
		.resideInAnyPackage("..state..", "..naming..", "..instance..", "..tls..", "..wire..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.selvage.fabric.simulator", "..scenario..", "..control..", "..standalone..",
				"..junit..");

	@ArchTest
	static final ArchRule only_the_jdk_netty_reactor_and_jackson_are_used = classes().should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "javax.net.ssl..", "javax.security.auth.x500..", "io.selvage.fabric.simulator..",
				"io.netty..", "reactor..", "org.reactivestreams..", "tools.jackson..",
				"com.fasterxml.jackson.annotation..", "org.jspecify..", "org.junit.jupiter.api.extension..");

	@ArchTest
	static final ArchRule nothing_internal_of_the_jdk_is_used = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("sun..", "com.sun..", "jdk.internal..");

}
