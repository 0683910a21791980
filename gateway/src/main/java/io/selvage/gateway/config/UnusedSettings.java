package io.selvage.gateway.config;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Tells of settings that nobody has asked for: a misspelt one would otherwise leave its
 * default in force without a word. Environment variables are left out, because their
 * names do not tell whom they are for.
 */
final class UnusedSettings implements ConfigurationPropertiesBindHandlerAdvisor, SmartInitializingSingleton {

	private static final Logger LOG = LoggerFactory.getLogger(UnusedSettings.class);

	private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("selvage");

	private final Environment environment;

	private final Set<ConfigurationPropertyName> known = ConcurrentHashMap.newKeySet();

	/** Below these, any name has a meaning. */
	private final Set<ConfigurationPropertyName> collections = ConcurrentHashMap.newKeySet();

	UnusedSettings(Environment environment) {
		this.environment = environment;
	}

	@Override
	public BindHandler apply(BindHandler handler) {
		return new AbstractBindHandler(handler) {

			@Override
			public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
					BindContext context) {
				UnusedSettings.this.known.add(name);
				Class<?> type = target.getType().resolve(Object.class);
				if (Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type)) {
					UnusedSettings.this.collections.add(name);
				}
				return super.onStart(name, target, context);
			}

		};
	}

	@Override
	public void afterSingletonsInstantiated() {
		names().forEach((name) -> LOG.warn("The setting {} has no effect: there is none of this name, "
				+ "or what it belongs to is not switched on.", name));
	}

	Set<ConfigurationPropertyName> names() {
		Set<ConfigurationPropertyName> unused = new TreeSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			boolean variables = source.getUnderlyingSource() instanceof PropertySource<?> underlying
					&& underlying.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
			if (!variables && source instanceof IterableConfigurationPropertySource names) {
				names.stream().filter(OURS::isAncestorOf).filter((name) -> !used(name)).forEach(unused::add);
			}
		}
		return unused;
	}

	private boolean used(ConfigurationPropertyName name) {
		return this.known.contains(name) || this.collections.stream().anyMatch((all) -> all.isAncestorOf(name));
	}

}
