package io.selvage.gateway.config;

import java.util.Map;

import io.selvage.gateway.routing.PathMode;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done with paths that routes and backends could understand differently.
 *
 * @param mode how APIs take them that are not named: {@code strict}, {@code normalise} or
 * {@code raw}
 * @param apis how single APIs take them, by resource name
 */
@ConfigurationProperties("selvage.paths")
public record PathProperties(@DefaultValue("strict") PathMode mode, @DefaultValue Map<String, PathMode> apis) {

}
