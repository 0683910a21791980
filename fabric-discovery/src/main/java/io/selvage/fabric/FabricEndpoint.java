package io.selvage.fabric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One instance or replica of a partition, with the listeners it opened.
 * <p>
 * The naming service hands out one address string per replica: by convention a JSON
 * object that maps listener names to addresses, sometimes one bare address, empty for a
 * secondary that listens nowhere.
 */
public final class FabricEndpoint {

	private final EndpointKind kind;

	private final String address;

	private final Map<String, ListenerAddress> listeners;

	private final @Nullable ListenerAddress defaultListener;

	/**
	 * An endpoint.
	 * @param kind instance, primary, secondary or something newer
	 * @param address the address string, unchanged
	 * @param listeners what the address says, in its order: listener name to address
	 */
	public FabricEndpoint(EndpointKind kind, String address, Map<String, ListenerAddress> listeners) {
		this.kind = kind;
		this.address = address;
		this.listeners = Collections.unmodifiableMap(new LinkedHashMap<>(listeners));
		this.defaultListener = chooseDefault(this.listeners);
	}

	private static @Nullable ListenerAddress chooseDefault(Map<String, ListenerAddress> listeners) {
		ListenerAddress unnamed = listeners.get("");
		if (unnamed != null && unnamed.routable()) {
			return unnamed;
		}
		ListenerAddress only = null;
		for (ListenerAddress candidate : listeners.values()) {
			if (candidate.http()) {
				if (only != null) {
					return null;
				}
				only = candidate;
			}
		}
		return only;
	}

	/**
	 * What the endpoint is to its partition.
	 * @return the kind
	 */
	public EndpointKind kind() {
		return this.kind;
	}

	/**
	 * The address string as the cluster sent it.
	 * @return the string; empty if no listener is open
	 */
	public String address() {
		return this.address;
	}

	/**
	 * The listeners by name, in the order of the address string. A bare HTTP address
	 * counts as the unnamed listener {@code ""}; other bare addresses give no listener.
	 * @return an unmodifiable map
	 */
	public Map<String, ListenerAddress> listeners() {
		return this.listeners;
	}

	/**
	 * Whether any listener can be routed to.
	 * @return {@code false} for secondaries without address, remoting and system services
	 */
	public boolean routable() {
		if (this.defaultListener != null) {
			return true;
		}
		for (ListenerAddress listener : this.listeners.values()) {
			if (listener.routable()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Chooses a listener: by exact name, else by the only name that differs in case
	 * alone. Without a name: the unnamed listener, else the only HTTP(S) one.
	 * @param name the listener's name, or {@code null} if none was asked for
	 * @return an address that can be routed to
	 * @throws FabricException.ListenerNotFound if there is none; the message lists the
	 * listeners
	 */
	public ListenerAddress listener(@Nullable String name) {
		ListenerAddress found = findListener(name);
		if (found == null) {
			throw new FabricException.ListenerNotFound(name, this.listeners);
		}
		return found;
	}

	/**
	 * Chooses a listener as {@link #listener} does, without raising an error.
	 * @param name the listener's name, or {@code null} if none was asked for
	 * @return an address that can be routed to, or {@code null}
	 */
	public @Nullable ListenerAddress findListener(@Nullable String name) {
		if (name == null) {
			return this.defaultListener;
		}
		ListenerAddress exact = this.listeners.get(name);
		ListenerAddress found = (exact != null) ? exact : findIgnoringCase(name);
		return (found != null && found.routable()) ? found : null;
	}

	private @Nullable ListenerAddress findIgnoringCase(String name) {
		ListenerAddress found = null;
		for (Map.Entry<String, ListenerAddress> entry : this.listeners.entrySet()) {
			if (entry.getKey().equalsIgnoreCase(name)) {
				if (found != null) {
					return null;
				}
				found = entry.getValue();
			}
		}
		return found;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FabricEndpoint that && this.kind == that.kind && this.address.equals(that.address);
	}

	@Override
	public int hashCode() {
		return 31 * this.address.hashCode() + this.kind.ordinal();
	}

	@Override
	public String toString() {
		return this.kind.text() + " " + this.listeners;
	}

}
