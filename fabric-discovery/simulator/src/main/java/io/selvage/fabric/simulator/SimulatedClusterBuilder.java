package io.selvage.fabric.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.selvage.fabric.simulator.naming.ClientAccess;
import io.selvage.fabric.simulator.naming.NamingSettings;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * Describes a cluster. Without further words it has five nodes, one naming endpoint on
 * plain HTTP at any free port, and no application.
 */
public final class SimulatedClusterBuilder {

	private final List<ApplicationBuilder> applications = new ArrayList<>();

	private final Set<String> bearerTokens = new HashSet<>();

	private String name = "simulated";

	private int nodes = 5;

	private int namingEndpoints = 1;

	private int namingPort;

	private boolean tls;

	private boolean clientCertificate;

	private boolean renegotiation;

	private List<String> tlsProtocols = List.of();

	private String runtimeVersion = "10.1.2338.9590";

	private String clusterId = "b4d1c9b2-6d0b-4d0e-9a51-1f6a0c0d7e11";

	private int maxPageBytes = NamingSettings.DEFAULT_PAGE_BYTES;

	private Duration failoverGap = Duration.ZERO;

	private Duration restartTime = Duration.ZERO;

	private @Nullable Scheduler timer;

	SimulatedClusterBuilder() {
	}

	/**
	 * Names the cluster, for logs and certificates; several clusters can run in one
	 * process.
	 * @param newName the name
	 * @return this
	 */
	public SimulatedClusterBuilder name(String newName) {
		this.name = newName;
		return this;
	}

	public SimulatedClusterBuilder nodes(int count) {
		this.nodes = count;
		return this;
	}

	/**
	 * Opens naming endpoints on several nodes, each with a cache of its own.
	 * @param count how many, at most the number of nodes
	 * @return this
	 */
	public SimulatedClusterBuilder namingEndpoints(int count) {
		this.namingEndpoints = count;
		return this;
	}

	/**
	 * Fixes the port of the first naming endpoint; the others take the ports after it.
	 * @param port the port, 0 for any
	 * @return this
	 */
	public SimulatedClusterBuilder namingPort(int port) {
		this.namingPort = port;
		return this;
	}

	/**
	 * Serves naming over TLS.
	 * @param protocols the TLS versions, such as {@code TLSv1.2}; none means those of the
	 * JDK
	 * @return this
	 */
	public SimulatedClusterBuilder namingTls(String... protocols) {
		this.tls = true;
		this.tlsProtocols = List.of(protocols);
		return this;
	}

	/**
	 * Serves naming over TLS to those who send the cluster's client certificate; others
	 * get 403.
	 * @return this
	 */
	public SimulatedClusterBuilder requireClientCertificate() {
		this.tls = true;
		this.clientCertificate = true;
		return this;
	}

	/**
	 * Serves naming over TLS 1.2 and asks for the client certificate as Windows clusters
	 * do: not in the first handshake but, when the first request has arrived, by a second
	 * one on the same connection.
	 * @return this
	 */
	public SimulatedClusterBuilder requireClientCertificateByRenegotiation() {
		this.renegotiation = true;
		this.tlsProtocols = List.of("TLSv1.2");
		return requireClientCertificate();
	}

	/**
	 * Accepts a bearer token; whoever has neither a token nor a certificate is refused.
	 * @param token the token
	 * @return this
	 */
	public SimulatedClusterBuilder acceptBearerToken(String token) {
		this.bearerTokens.add(token);
		return this;
	}

	/**
	 * Sets the version of the cluster's code, which bounds the api-version.
	 * @param version four numbers
	 * @return this
	 */
	public SimulatedClusterBuilder runtimeVersion(String version) {
		this.runtimeVersion = version;
		return this;
	}

	/**
	 * Sets the id that a {@code ClusterId} header must name.
	 * @param id the id
	 * @return this
	 */
	public SimulatedClusterBuilder clusterId(String id) {
		this.clusterId = id;
		return this;
	}

	/**
	 * Sets where pages of lists are cut; three quarters of 4 MiB by default.
	 * @param bytes characters of JSON
	 * @return this
	 */
	public SimulatedClusterBuilder maxPageBytes(int bytes) {
		this.maxPageBytes = bytes;
		return this;
	}

	/**
	 * Sets what delays (drain, gaps, injected latency) wait on, such as a scheduler with
	 * virtual time.
	 * @param scheduler the scheduler; its threads must be allowed to block
	 * @return this
	 */
	public SimulatedClusterBuilder timer(Scheduler scheduler) {
		this.timer = scheduler;
		return this;
	}

	/**
	 * Sets how long a partition is without primary when it moves or fails; no time by
	 * default.
	 * @param gap how long
	 * @return this
	 */
	public SimulatedClusterBuilder failoverGap(Duration gap) {
		this.failoverGap = gap;
		return this;
	}

	/**
	 * Sets how long a process, replica or node that restarts is away; no time by default.
	 * @param time how long
	 * @return this
	 */
	public SimulatedClusterBuilder restartTime(Duration time) {
		this.restartTime = time;
		return this;
	}

	/**
	 * Adds an application.
	 * @param application its name, with or without {@code fabric:/}
	 * @param description describes it
	 * @return this
	 */
	public SimulatedClusterBuilder application(String application, Consumer<ApplicationBuilder> description) {
		ApplicationBuilder builder = new ApplicationBuilder(application);
		description.accept(builder);
		this.applications.add(builder);
		return this;
	}

	/**
	 * Starts the cluster; returns when all its servers are bound.
	 * @return the running cluster
	 * @throws RuntimeException if a port is taken
	 */
	public SimulatedCluster start() {
		if (this.namingEndpoints < 1 || this.namingEndpoints > this.nodes) {
			throw new IllegalArgumentException(
					"%d naming endpoints don't fit on %d nodes".formatted(this.namingEndpoints, this.nodes));
		}
		return new SimulatedCluster(this);
	}

	String name() {
		return this.name;
	}

	int nodes() {
		return this.nodes;
	}

	int namingEndpoints() {
		return this.namingEndpoints;
	}

	int namingPort() {
		return this.namingPort;
	}

	boolean tls() {
		return this.tls;
	}

	boolean clientCertificate() {
		return this.clientCertificate;
	}

	boolean renegotiation() {
		return this.renegotiation;
	}

	String[] tlsProtocols() {
		return this.tlsProtocols.toArray(new String[0]);
	}

	Timing timing() {
		return new Timing(this.failoverGap, this.restartTime);
	}

	@Nullable Scheduler timer() {
		return this.timer;
	}

	List<ApplicationBuilder> applications() {
		return this.applications;
	}

	NamingSettings namingSettings(List<String> nodeNames, Set<String> clientThumbprints) {
		ClientAccess access = new ClientAccess(this.clientCertificate ? clientThumbprints : Set.of(), this.bearerTokens,
				this.renegotiation);
		return new NamingSettings(this.clusterId, this.runtimeVersion, nodeNames, access, this.maxPageBytes);
	}

}
