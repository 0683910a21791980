package io.selvage.reliability.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command of a Java process on the class path of this one.
 */
public final class JavaCommand {

	/** What starts fast and is not measured. */
	private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss256k",
			"-Xmx256m", "-Djava.net.preferIPv4Stack=true");

	private static final String NOT_PLAIN = ".*(selvage-(gateway|backend-catalog|fabric)|/gateway/target"
			+ "|backend-catalog/target|fabric-discovery/target|fabric-discovery/simulator/target|actuator"
			+ "|micrometer-registry|spring-boot-micrometer|spring-boot-health|resilience4j|r2dbc|flyway|h2-).*";

	private JavaCommand() {
	}

	/**
	 * A small helper process.
	 * @param main its class
	 * @param arguments its arguments
	 * @return the words of the command
	 */
	public static List<String> small(Class<?> main, String... arguments) {
		return of(SMALL, classPath(), main.getName(), List.of(arguments));
	}

	/**
	 * A gateway of ours.
	 * @param options options of the JVM
	 * @param arguments its arguments
	 * @return the words of the command
	 */
	public static List<String> gateway(List<String> options, List<String> arguments) {
		return of(options, classPath(), "io.selvage.gateway.GatewayApplication", arguments);
	}

	/**
	 * A plain Spring Cloud Gateway: without our modules and without the actuator.
	 * @param options options of the JVM
	 * @param main its class
	 * @param arguments its arguments
	 * @return the words of the command
	 */
	public static List<String> plain(List<String> options, Class<?> main, List<String> arguments) {
		String plain = Arrays.stream(classPath().split(File.pathSeparator))
			.filter((entry) -> !entry.matches(NOT_PLAIN))
			.collect(Collectors.joining(File.pathSeparator));
		return of(options, plain, main.getName(), arguments);
	}

	private static String classPath() {
		return System.getProperty("java.class.path");
	}

	private static List<String> of(List<String> options, String classPath, String main, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-classpath", classPath, main));
		command.addAll(arguments);
		return command;
	}

}
