package io.selvage.fabric.simulator.standalone;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param scenario the scenario file, or {@code null} for the built-in one
 * @param namingPort the port of the first naming endpoint, or {@code null} for that of
 * the scenario
 * @param controlPort the port of the control API
 * @param tls whether naming is served over TLS, whatever the scenario says
 * @param clientCertificate whether naming asks for the client certificate, whatever the
 * scenario says
 * @param certificates where to write the certificates, or {@code null} for nowhere
 */
record Arguments(@Nullable Path scenario, @Nullable Integer namingPort, int controlPort, boolean tls,
		boolean clientCertificate, @Nullable Path certificates) {

	static final String USAGE = """
			Options:
			  --scenario FILE         the cluster to simulate, as JSON (default: a small sample)
			  --naming-port N         port of the first naming endpoint, the others follow; 0 for any (default 19080)
			  --control-port N        port of the control API; 0 for any (default 19090)
			  --tls                   serve naming over TLS
			  --client-certificate    serve naming over TLS to holders of the client certificate only
			  --certificates DIR      write the certificates there, as PEM and PFX
			  --help                  this text
			""";

	/**
	 * Reads the command line.
	 * @throws IllegalArgumentException if an option is unknown or its value missing or
	 * wrong
	 */
	static Arguments parse(String... args) {
		Path scenario = null;
		Integer namingPort = null;
		int controlPort = 19090;
		boolean tls = false;
		boolean clientCertificate = false;
		Path certificates = null;
		for (int i = 0; i < args.length; i++) {
			String option = args[i];
			switch (option) {
				case "--tls" -> tls = true;
				case "--client-certificate" -> clientCertificate = true;
				case "--scenario" -> scenario = Path.of(value(args, ++i));
				case "--naming-port" -> namingPort = port(option, value(args, ++i));
				case "--control-port" -> controlPort = port(option, value(args, ++i));
				case "--certificates" -> certificates = Path.of(value(args, ++i));
				default -> throw new IllegalArgumentException("unknown option '" + option + "'");
			}
		}
		return new Arguments(scenario, namingPort, controlPort, tls, clientCertificate, certificates);
	}

	private static String value(String[] args, int index) {
		if (index >= args.length) {
			throw new IllegalArgumentException("option '" + args[index - 1] + "' needs a value");
		}
		return args[index];
	}

	private static int port(String option, String text) {
		if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65535) {
			return Integer.parseInt(text);
		}
		throw new IllegalArgumentException(option + " needs a port from 0 to 65535, not '" + text + "'");
	}

}
