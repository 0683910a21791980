package io.selvage.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How each process is started. Every contender and the load each have one of two cores
 * where the machine has {@code taskset}.
 */
final class Contenders {

	private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC",
			"-Djava.net.preferIPv4Stack=true", "-Dreactor.netty.ioWorkerCount=1");

	private final Path work;

	private final int upstreamPort;

	Contenders(Path work, int upstreamPort) {
		this.work = work;
		this.upstreamPort = upstreamPort;
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static List<String> pinned(int core, List<String> command) {
		if (!installed("taskset") || Runtime.getRuntime().availableProcessors() < 2) {
			return command;
		}
		return Stream.concat(Stream.of("taskset", "-c", String.valueOf(core)), command.stream()).toList();
	}

	static boolean installed(String program) {
		return Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin")
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, program)));
	}

	static List<String> java(List<String> options, String classPath, String main, String... args) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-classpath", classPath, main));
		command.addAll(Arrays.asList(args));
		return command;
	}

	static String classPath() {
		return System.getProperty("java.class.path");
	}

	/**
	 * Leaves out what a plain Spring Cloud Gateway would not have: our modules and the
	 * actuator with its metrics.
	 */
	private static String plainClassPath() {
		return Arrays.stream(classPath().split(File.pathSeparator))
			.filter((entry) -> !entry.matches(
					".*(selvage-(gateway|backend-catalog|fabric)|/gateway/target|backend-catalog/target|fabric-discovery/target"
							+ "|actuator|micrometer-registry|spring-boot-micrometer|spring-boot-health|resilience4j|r2dbc|flyway|h2-).*"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	MeasuredProcess selvage(String name, Path catalog) {
		int port = freePort();
		List<String> command = java(HEAP, classPath(), "io.selvage.gateway.GatewayApplication", "--server.port=" + port,
				"--management.server.port=" + freePort(), "--selvage.catalog.directory=" + catalog,
				"--spring.main.banner-mode=off", "--logging.level.root=WARN");
		return MeasuredProcess.start(name, pinned(1, command), port, this.work);
	}

	MeasuredProcess plain() {
		int port = freePort();
		List<String> command = java(HEAP, plainClassPath(), PlainGateway.class.getName(), "--server.port=" + port,
				"--upstream=http://127.0.0.1:" + this.upstreamPort, "--spring.main.banner-mode=off",
				"--logging.level.root=WARN");
		return MeasuredProcess.start("plain-spring-cloud-gateway", pinned(1, command), port, this.work);
	}

	MeasuredProcess bare() {
		int port = freePort();
		return MeasuredProcess.start("bare-reactor-netty", pinned(1, java(HEAP, classPath(), BareProxy.class.getName(),
				String.valueOf(port), String.valueOf(this.upstreamPort))), port, this.work);
	}

	MeasuredProcess nginx() throws IOException {
		int port = freePort();
		Path config = Files.writeString(this.work.resolve("nginx.conf"),
				"""
						daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/nginx-error.log;
						events { worker_connections 1024; }
						http {
						  access_log off; keepalive_requests 1000000000; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
						  fastcgi_temp_path %1$s/fastcgi; uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
						  upstream u { server 127.0.0.1:%2$d; keepalive 256; keepalive_requests 1000000000; }
						  server { listen 127.0.0.1:%3$d;
						    location / { proxy_pass http://u; proxy_http_version 1.1; proxy_set_header Connection "";
						      proxy_set_header X-Forwarded-For $remote_addr; } }
						}
						"""
					.formatted(this.work, this.upstreamPort, port));
		return MeasuredProcess.start("nginx", pinned(1, List.of("nginx", "-c", config.toString())), port, this.work);
	}

	MeasuredProcess haproxy() throws IOException {
		int port = freePort();
		Path config = Files.writeString(this.work.resolve("haproxy.cfg"), """
				global
				  nbthread 1
				  maxconn 4000
				defaults
				  mode http
				  timeout connect 5s
				  timeout client 60s
				  timeout server 60s
				  option forwardfor
				  http-reuse always
				listen bench
				  bind 127.0.0.1:%d
				  server u 127.0.0.1:%d
				""".formatted(port, this.upstreamPort));
		return MeasuredProcess.start("haproxy", pinned(1, List.of("haproxy", "-db", "-f", config.toString())), port,
				this.work);
	}

	MeasuredProcess upstream() {
		return MeasuredProcess.start("upstream", pinned(0, java(List.of("-Xmx128m", "-XX:+UseSerialGC"), classPath(),
				Upstream.class.getName(), String.valueOf(this.upstreamPort))), this.upstreamPort, this.work);
	}

}
