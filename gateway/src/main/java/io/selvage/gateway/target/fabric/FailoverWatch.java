package io.selvage.gateway.target.fabric;

import java.time.Duration;

import io.selvage.fabric.Resolution;
import io.selvage.gateway.forward.BackendSocket;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Watches over an open WebSocket whether its instance is still the one to talk to. A
 * primary that was moved may keep its old connections; a client that talks to it would
 * not notice. When the naming service no longer lists the instance in its role, the
 * client is told to connect anew and so finds the successor.
 */
final class FailoverWatch {

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private final FabricTarget target;

	private final FabricOptions options;

	private final Resolution opened;

	private final String endpointId;

	FailoverWatch(FabricTarget target, FabricOptions options, Resolution opened, String endpointId) {
		this.target = target;
		this.options = options;
		this.opened = opened;
		this.endpointId = endpointId;
	}

	void begin(BackendSocket socket) {
		Flux.interval(PERIOD)
			.takeUntilOther(socket.closed().onErrorComplete())
			.filter((tick) -> replaced(latest()))
			.next()
			.subscribe((tick) -> socket.restart("The instance was replaced"));
	}

	private @Nullable Resolution latest() {
		return this.target.resolver().cached(this.opened.service(), this.options.partitionKey());
	}

	private boolean replaced(@Nullable Resolution latest) {
		if (latest == null || !latest.supersedes(this.opened)) {
			return false;
		}
		InstanceView view = this.target.rotation(latest).view(latest, this.options, this.target.backend().transport());
		for (int i = 0; i < view.size(); i++) {
			if (view.get(i).endpoint().id().equals(this.endpointId)) {
				return false;
			}
		}
		return view.size() > 0;
	}

}
