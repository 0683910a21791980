package io.selvage.reliability.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Drops every packet to a port of this machine, as the loss of a node does: neither new
 * nor open connections get an answer. Needs {@code iptables} and the right to use it.
 */
public final class PacketDrop implements AutoCloseable {

	private final int port;

	private PacketDrop(int port) {
		this.port = port;
	}

	/**
	 * Tells whether packets can be dropped here.
	 * @return false without {@code iptables} or without the right to use it
	 */
	public static boolean possible() {
		return run(List.of("iptables", "-n", "-L", "INPUT"));
	}

	/**
	 * Begins to drop packets.
	 * @param port the port they go to
	 * @return the rule, to be taken back
	 */
	public static PacketDrop to(int port) {
		PacketDrop rule = new PacketDrop(port);
		Runtime.getRuntime().addShutdownHook(new Thread(rule::close));
		if (!rule.change("-I")) {
			throw new IllegalStateException("iptables refuses a rule");
		}
		return rule;
	}

	private boolean change(String how) {
		return run(Stream
			.of("iptables", how, "INPUT", "-i", "lo", "-p", "tcp", "--dport", String.valueOf(this.port), "-j", "DROP")
			.toList());
	}

	private static boolean run(List<String> command) {
		try {
			return new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException notInstalled) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Taking back what is gone already changes nothing. */
	@Override
	public void close() {
		change("-D");
	}

}
