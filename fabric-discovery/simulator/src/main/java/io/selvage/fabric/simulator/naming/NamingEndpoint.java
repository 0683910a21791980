package io.selvage.fabric.simulator.naming;

import java.net.URI;
import java.time.Duration;

import io.netty.channel.ChannelOption;
import io.selvage.fabric.simulator.state.ClusterState;
import io.selvage.fabric.simulator.tls.ServerTls;
import io.selvage.fabric.simulator.wire.Connections;
import io.selvage.fabric.simulator.wire.ReservedPorts;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * The management endpoint of one node.
 */
public final class NamingEndpoint {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final String node;

	private final @Nullable ServerTls tls;

	private final NodeCache cache;

	private final NamingFaults faults = new NamingFaults();

	private final NamingHandler handler;

	private final LoopResources loops;

	private final Connections connections = new Connections();

	private final ReservedPorts ports;

	private int port;

	private @Nullable DisposableServer server;

	NamingEndpoint(String node, NamingService service, int port) {
		this.node = node;
		this.tls = service.tls();
		this.loops = service.loops();
		this.ports = service.ports();
		this.port = port;
		this.cache = new NodeCache(service.state());
		NamingApi api = new NamingApi(service.state(), this.cache, service.settings());
		this.handler = new NamingHandler(node, api, service, this.faults);
		start();
	}

	/**
	 * Returns the name of the node whose endpoint this is.
	 * @return the node's name
	 */
	public String node() {
		return this.node;
	}

	public URI uri() {
		return URI.create(((this.tls != null) ? "https" : "http") + "://127.0.0.1:" + this.port);
	}

	/**
	 * Returns the faults in force here.
	 * @return faults, to be added to
	 */
	public NamingFaults faults() {
		return this.faults;
	}

	/**
	 * Returns how often this node has asked the cluster where a partition is, instead of
	 * answering from its cache.
	 * @return number of look-ups
	 */
	public long lookups() {
		return this.cache.fetches();
	}

	/**
	 * Forgets all cached descriptions and locations.
	 */
	public void dropCache() {
		this.cache.clear();
	}

	/**
	 * Opens the port, the same as before; does nothing if it is open.
	 */
	public synchronized void start() {
		if (this.server != null) {
			return;
		}
		ServerTls secure = this.tls;
		HttpServer http = HttpServer.create()
			.host("127.0.0.1")
			.port(this.port)
			.runOn(this.loops, false)
			.option(ChannelOption.SO_REUSEADDR, true)
			.httpRequestDecoder((decoder) -> decoder.maxInitialLineLength(64 * 1024).maxHeaderSize(64 * 1024))
			.doOnChannelInit((observer, channel, remote) -> this.connections.add(channel,
					(secure != null) ? this.faults.handshakeDelay() : Duration.ZERO))
			.handle(this.handler::handle);
		this.server = ((secure != null)
				? http.secure((spec) -> spec.sslContext(secure.context()).handshakeTimeout(Duration.ofMinutes(5)))
				: http)
			.bindNow(PATIENCE);
		this.port = this.server.port();
		this.ports.release(this.port);
	}

	/**
	 * Closes the port and all connections; the node's cache is lost, as in a restart of
	 * the node.
	 */
	public synchronized void stop() {
		if (this.server != null) {
			this.server.disposeNow(PATIENCE);
			this.server = null;
			this.connections.closeAll();
			this.ports.hold(this.port);
			this.cache.clear();
		}
	}

	public synchronized boolean running() {
		return this.server != null;
	}

}
