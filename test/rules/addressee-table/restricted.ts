import { all, but, C, D, is, N, named, NEW, none, OLD, P, T0, T1, type Section } from './expectations.js';

const SPRING = '2025-03-20';

/** Groups bound to several areas, with exceptions, below an area named before, and on the ground of what ended. */
export const RESTRICTED: readonly Section[] = [
  {
    issuer: 't20',
    day: OLD,
    rows: [
      ['UBND các xã của huyện Hữu Lũng, Chi Lăng (trừ các thị trấn)', all(C('186', 'xã'), C('187', 'xã')), 40],
      ['UBND các xã, thị trấn của huyện Hữu Lũng, Chi Lăng', all(C('186'), C('187')), 43],
      ['UBND các xã, thị trấn thuộc các huyện: Hữu Lũng, Chi Lăng (trừ các thị trấn)', all(C('186', 'xã'), C('187', 'xã')), 40],
      ['UBND các xã trên địa bàn các tỉnh Lạng Sơn và Cao Bằng', all(P('20', 'xã'), P('04', 'xã')), 314],
      ['UBND các xã thuộc các huyện Cao Lộc, Văn Lãng, Tràng Định', all(C('183', 'xã'), C('182', 'xã'), C('180', 'xã')), 55],
      ['UBND các thị trấn của huyện Cao Lộc và huyện Lộc Bình', all(C('183', 'thị trấn'), C('188', 'thị trấn')), 4],
      ['UBND các xã (trừ các phường)', P('20', 'xã'), 175],
      ['UBND huyện Cao Lộc và các xã trực thuộc', all(is('h183'), C('183', 'xã')), 21],
      ['UBND huyện Cao Lộc và các xã, thị trấn trực thuộc', all(is('h183'), C('183')), 23],
      ['UBND huyện Cao Lộc và UBND các xã, thị trấn thuộc huyện', all(is('h183'), C('183')), 23],
      ['UBND huyện Cao Lộc, UBND các xã trên địa bàn huyện', all(is('h183'), C('183', 'xã')), 21],
      ['UBND thành phố Lạng Sơn và các xã, phường trực thuộc', all(is('h178'), C('178')), 9],
      ['UBND các xã (trừ xã Không Có)', none, 0, ['exception']],
      ['UBND các huyện, thành phố (trừ huyện Không Có)', none, 0, ['exception']],
      ['UBND các huyện, thành phố (trừ huyện Cao Lộc và huyện Không Có)', none, 0, ['exception']],
      ['UBND các tỉnh (trừ các thành phố trực thuộc Trung ương)', but(T0, 't20', 't01', 't31', 't48', 't79', 't92'), 57],
      ['UBND các tỉnh, thành phố (trừ các thành phố trực thuộc Trung ương)', but(T0, 't20', 't01', 't31', 't48', 't79', 't92'), 57],
      ['UBND các tỉnh (trừ các thành phố)', but(T0, 't20', 't01', 't31', 't48', 't79', 't92'), 57],
    ],
  },
  {
    issuer: 't45',
    day: SPRING,
    rows: [
      ['UBND các huyện (trừ huyện đảo Cồn Cỏ)', but(D('45', 'huyện'), 'h471'), 7],
      ['UBND các huyện, thị xã, thành phố (trừ huyện đảo Cồn Cỏ)', but(D('45'), 'h471'), 9],
      ['UBND huyện đảo Cồn Cỏ', is('h471'), 1],
      ['UBND các huyện đảo', none, 0, ['unknown']],
    ],
  },
  {
    issuer: 't20',
    day: NEW,
    rows: [
      ['UBND các xã thuộc huyện Cao Lộc cũ', named('20', 'Xã Đồng Đăng', 'Xã Cao Lộc', 'Xã Công Sơn', 'Xã Ba Sơn', 'Xã Khánh Khê', 'Xã Tân Đoàn'), 6],
      ['UBND các xã thuộc huyện Cao Lộc (cũ)', none, 0, ['ended']],
      ['UBND các xã thuộc huyện Cao Lộc', none, 0, ['ended']],
      ['UBND các xã (trừ các thị trấn)', N('20', 'xã'), 61],
      ['UBND các xã, phường (trừ xã Không Có)', none, 0, ['exception']],
      ['UBND các xã trên địa bàn các tỉnh Lạng Sơn, Cao Bằng', all(N('20', 'xã'), N('04', 'xã')), 114],
      ['UBND các xã, phường thuộc tỉnh Lạng Sơn, Cao Bằng', all(N('20'), N('04')), 121],
      ['UBND các tỉnh (trừ các thành phố trực thuộc Trung ương)', but(T1, 't20', 't01', 't46', 't31-2025', 't48-2025', 't79-2025', 't92-2025'), 27],
      ['UBND tỉnh Bình Phước', none, 0, ['ended']],
      ['UBND các tỉnh: Bắc Kạn, Cao Bằng', is('t04'), 1, ['ended']],
    ],
  },
  {
    issuer: 't01',
    day: NEW,
    rows: [
      ['UBND các phường thuộc quận Hoàn Kiếm cũ', none, 0, ['ended']],
      ['UBND quận Hoàn Kiếm', none, 0, ['ended']],
    ],
  },
]; // prettier-ignore
