import { expect, it } from 'vitest';
import { addressFromHere, nameOfAddress } from '../../../src/fleet/alerts/alertmanager-access.ts';

it('localhost is the host of the Prometheus that says so', () => {
  expect(addressFromHere('http://localhost:9093/am', 'https://prometheus.example.net:9090/x')).toBe(
    'http://prometheus.example.net:9093/am',
  );
  expect(addressFromHere('http://127.0.0.1:9093', 'http://10.0.0.1:9090')).toBe('http://10.0.0.1:9093');
});

it('any other address is what it is, and so is localhost where the Prometheus is here', () => {
  expect(addressFromHere('http://am:9093', 'http://10.0.0.1:9090')).toBe('http://am:9093');
  expect(addressFromHere('http://localhost:9093', 'http://127.0.0.1:9090')).toBe('http://localhost:9093');
});

it('is called by its address', () => {
  expect(nameOfAddress('https://am:9093/prefix')).toBe('am:9093/prefix');
});
