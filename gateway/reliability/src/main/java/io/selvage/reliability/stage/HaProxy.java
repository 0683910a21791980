package io.selvage.reliability.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.selvage.reliability.process.ChildProcess;

/**
 * HAProxy in front of replicas, as a load balancer that asks each for its readiness every
 * 200 ms. It speaks HTTP/1.1 with HTTP/1.1 clients and HTTP/2 with HTTP/2 clients, to the
 * replicas too.
 */
public final class HaProxy implements AutoCloseable {

	private final ChildProcess process;

	private final int http1Port;

	private final int http2Port;

	private HaProxy(ChildProcess process, int http1Port, int http2Port) {
		this.process = process;
		this.http1Port = http1Port;
		this.http2Port = http2Port;
	}

	/**
	 * Tells whether it is installed.
	 * @return true if it can be started
	 */
	public static boolean installed() {
		return Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin")
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "haproxy")));
	}

	/**
	 * Starts it.
	 * @param name what its log is called
	 * @param logs where log and configuration lie
	 * @param replicas the gateways it shares requests among
	 * @return the running proxy
	 * @throws IOException if its configuration cannot be written
	 */
	public static HaProxy before(String name, Path logs, List<Gateway> replicas) throws IOException {
		int http1 = ChildProcess.freePort();
		int http2 = ChildProcess.freePort();
		Path configuration = Files.writeString(logs.resolve(name + ".cfg"), """
				global
				  nbthread 1
				  maxconn 4000
				defaults
				  mode http
				  timeout connect 2s
				  timeout client 60s
				  timeout server 60s
				  option redispatch 1
				  retries 3
				  timeout check 2s
				%s
				listen http1
				  bind 127.0.0.1:%d
				%s
				listen http2
				  bind 127.0.0.1:%d proto h2
				%s
				""".formatted(health(replicas), http1, servers(replicas, "check"), http2, servers(replicas,
				(replicas.get(0).managementPort() != 0) ? "proto h2 check check-proto h1" : "proto h2 check")));
		ChildProcess process = ChildProcess.start(name, List.of("haproxy", "-db", "-f", configuration.toString()), logs)
			.awaitPort(http1)
			.awaitPort(http2);
		return new HaProxy(process, http1, http2);
	}

	private static String servers(List<Gateway> replicas, String how) {
		return IntStream.range(0, replicas.size())
			.mapToObj((index) -> "  server replica" + index + " 127.0.0.1:" + replicas.get(index).port() + " " + how
					+ " port " + checked(replicas.get(index)) + " inter 200ms fall 1 rise 2")
			.collect(Collectors.joining("\n"));
	}

	/** A plain gateway has no readiness; whether it listens is all that can be asked. */
	private static String health(List<Gateway> replicas) {
		return (replicas.get(0).managementPort() != 0) ? "  option httpchk GET /actuator/health/readiness" : "";
	}

	private static int checked(Gateway replica) {
		return (replica.managementPort() != 0) ? replica.managementPort() : replica.port();
	}

	public int http1Port() {
		return this.http1Port;
	}

	public int http2Port() {
		return this.http2Port;
	}

	@Override
	public void close() {
		this.process.close();
	}

}
