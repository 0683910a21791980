package io.selvage.fabric.discovery;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Looks whether a management endpoint is configured.
 */
final class OnManagementEndpoint extends SpringBootCondition {

	private static final String PROPERTY = FabricDiscoveryProperties.PREFIX + ".management-endpoints";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean configured = Binder.get(context.getEnvironment())
			.bind(PROPERTY, Bindable.listOf(String.class))
			.map((endpoints) -> !endpoints.isEmpty())
			.orElse(false);
		ConditionMessage.Builder message = ConditionMessage.forCondition("management endpoint");
		return configured ? ConditionOutcome.match(message.foundExactly(PROPERTY))
				: ConditionOutcome.noMatch(message.didNotFind("property").items(List.of(PROPERTY)));
	}

}
