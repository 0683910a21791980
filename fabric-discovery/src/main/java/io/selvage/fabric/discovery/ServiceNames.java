package io.selvage.fabric.discovery;

import java.util.Set;
import java.util.TreeSet;

import io.selvage.fabric.naming.NamingClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The names of all services in the cluster. If the cluster can't be asked, those last
 * seen are told: one client's trouble must not fail the listing of all.
 */
final class ServiceNames {

	private static final Logger logger = LoggerFactory.getLogger(ServiceNames.class);

	private static final int CONCURRENT_APPLICATIONS = 4;

	private final NamingClient naming;

	private volatile Set<String> lastSeen = Set.of();

	ServiceNames(NamingClient naming) {
		this.naming = naming;
	}

	Mono<Set<String>> list() {
		return this.naming.applications()
			.flatMap((application) -> this.naming.services(application.name()), CONCURRENT_APPLICATIONS)
			.map((service) -> service.name().value())
			.<Set<String>>collect(TreeSet::new, Set::add)
			.doOnNext((names) -> this.lastSeen = names)
			.onErrorResume((ex) -> {
				logger.warn("Services can't be listed, those last seen are told: {}", ex.getMessage());
				return Mono.just(this.lastSeen);
			});
	}

}
